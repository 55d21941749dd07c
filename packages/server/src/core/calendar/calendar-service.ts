import type { PracticePast } from '../practice/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Posting, Postings } from '../postings/ports.ts';
import { type Collection, kept, type Records, type Row } from '../records/ports.ts';
import { sha256 } from '../kernel/digests.ts';
import { type Scope, withoutBound } from '../tenancy/scope.ts';
import {
  asCalendar,
  asInterview,
  calendarRecord,
  type CalendarRecord,
  dueAt,
  type KeptInterview,
  liesAhead,
  troubleOf,
} from './calendar-record.ts';
import { CALENDAR_LIMITS, goneAmong, interviewsAmong, unreadInterviewsAmong } from './kept-interviews.ts';
import { interviewOf, OwnInterviews, withStatedZone } from './own-interviews.ts';
import type {
  Calendar,
  CalendarFetcher,
  CalendarReader,
  Calendars,
  CalendarSource,
  Interview,
  InterviewCreate,
  ReadCalendar,
  UpcomingInterviews,
} from './ports.ts';
import { NO_ENTRY } from './calendar-event.ts';
import { type Job, recognised } from './recognition.ts';
import { together } from './several-files.ts';
import { isZone, NO_ZONE } from './zone-offsets.ts';

export type CalendarDependencies = {
  readonly records: Records;
  readonly reader: CalendarReader;
  readonly fetcher: CalendarFetcher;
  readonly postings: Pick<Postings, 'list' | 'get'>;
  /** Which postings the candidate has practised for: a platform's own stand in no list of theirs. */
  readonly past: Pick<PracticePast, 'postingIds'>;
  readonly clock: Clock;
};

type Reading = Omit<CalendarRecord, 'source' | 'ownTimeZone'>;

const DAY_MS = 86_400_000;
const JOBS = 100;

export class CalendarService implements Calendars {
  readonly #dependencies: CalendarDependencies;
  readonly #rows: Collection<CalendarRecord>;
  readonly #own: OwnInterviews;
  /** Readings under way, so that many looks at once ask the same address once. */
  readonly #readings = new Map<string, Promise<Row<CalendarRecord> | undefined>>();

  constructor(dependencies: CalendarDependencies) {
    this.#dependencies = dependencies;
    this.#rows = dependencies.records.collection('calendar', { schema: calendarRecord });
    this.#own = new OwnInterviews(dependencies.records);
  }

  async connect(
    scope: Scope,
    source: CalendarSource,
    { timeZone, add = false }: { timeZone?: string; add?: boolean },
  ): Promise<Calendar> {
    if (timeZone !== undefined && !isZone(timeZone))
      throw new ServiceError('validation_failed', { fields: [{ in: 'query', path: '/timeZone', message: NO_ZONE }] });
    const from =
      source.kind === 'file' ? { kind: 'file' as const } : { kind: 'url' as const, url: calendarUrl(source.url) };
    const bytes =
      source.kind === 'file' ? source.bytes : await this.#dependencies.fetcher.fetch(calendarUrl(source.url));
    const own = defined({ ownTimeZone: timeZone });
    const { read, reading } = await this.#read(scope, bytes, timeZone);
    const value = (before?: CalendarRecord): CalendarRecord => ({
      source: from,
      ...own,
      ...reading,
      // Invitations come one by one, each in a file of its own.
      ...(add && from.kind === 'file' && before?.source.kind === 'file'
        ? together(scope, { before, found: reading, read })
        : {}),
    });
    return asCalendar((await kept(this.#rows, scope, { id: calendarId(scope), value })).value);
  }

  async get(scope: Scope): Promise<Calendar> {
    const row = await this.#fresh(scope);
    if (row === undefined) throw none();
    return asCalendar(row.value);
  }

  async disconnect(scope: Scope): Promise<void> {
    if (!(await this.#rows.remove(scope, calendarId(scope)))) throw none();
    await this.#own.forgetZones(scope);
  }

  async upcoming(scope: Scope, { limit }: { limit: number }): Promise<UpcomingInterviews> {
    const [row, own] = await Promise.all([this.#fresh(scope), this.#own.of(scope)]);
    const now = this.#dependencies.clock.now();
    const stated = (row?.value.interviews ?? []).map((interview) => withStatedZone(interview, own.zones));
    const ahead = [...stated, ...own.added].filter((interview) => liesAhead(interview, now));
    const data = ahead
      .toSorted((a, b) => a.startsAt - b.startsAt)
      .slice(0, limit)
      .map((interview) => namedWithin(scope, asInterview(interview)));
    if (row === undefined) return { connected: false, data };
    const { ownTimeZone, readAt } = row.value;
    return {
      connected: true,
      data,
      readAt: isoTime(readAt),
      ...defined({ timeZone: ownTimeZone }),
      ...troubleOf(row.value),
    };
  }

  async add(scope: Scope, given: InterviewCreate): Promise<Interview> {
    const now = this.#dependencies.clock.now();
    const interview = interviewOf(scope, given, now);
    const about = recognised({ ...NO_ENTRY, title: interview.title }, await this.#jobs(scope))?.postingId;
    const kept: KeptInterview = { ...interview, ...defined({ postingId: scope.postingId ?? about }) };
    await this.#own.add(scope, kept, now);
    return namedWithin(scope, asInterview(kept));
  }

  async remove(scope: Scope, interviewId: string): Promise<void> {
    if (!(await this.#own.remove(scope, interviewId))) throw new ServiceError('not_found');
  }

  async stateZone(scope: Scope, interviewId: string, timeZone: string): Promise<Interview> {
    const row = await this.#rows.get(scope, calendarId(scope));
    const found = [...(row?.value.interviews ?? []), ...(await this.#own.of(scope)).added].find(
      ({ id, writtenStart, isInterview }) =>
        id === interviewId && (writtenStart !== undefined || isInterview.by === 'candidate'),
    );
    if (found === undefined) throw new ServiceError('not_found');
    await this.#own.stateZone(scope, interviewId, timeZone);
    const { added, zones } = await this.#own.of(scope);
    const stated = added.find(({ id }) => id === interviewId) ?? withStatedZone(found, zones);
    return namedWithin(scope, asInterview(stated));
  }

  async added(scope: Scope): Promise<Interview[]> {
    return (await this.#own.of(scope)).added.map(asInterview);
  }

  async kept(scope: Scope): Promise<{ calendar: Calendar; interviews: Interview[] } | undefined> {
    const row = await this.#rows.get(scope, calendarId(scope));
    if (row === undefined) return undefined;
    const { zones } = await this.#own.of(scope);
    const interviews = row.value.interviews.map((interview) => asInterview(withStatedZone(interview, zones)));
    return { calendar: asCalendar(row.value), interviews };
  }

  /** What is kept, read again where it is due. */
  async #fresh(scope: Scope): Promise<Row<CalendarRecord> | undefined> {
    const id = calendarId(scope);
    const row = await this.#rows.get(scope, id);
    if (row === undefined || this.#dependencies.clock.now() < dueAt(row.value)) return row;
    const reading = this.#readings.get(id) ?? this.#readAgain(scope, row).finally(() => this.#readings.delete(id));
    this.#readings.set(id, reading);
    return reading;
  }

  async #readAgain(scope: Scope, row: Row<CalendarRecord>): Promise<Row<CalendarRecord> | undefined> {
    const { source, ownTimeZone } = row.value;
    if (source.kind === 'file') return row;
    const value = await this.#dependencies.fetcher
      .fetch(source.url)
      .then((bytes) => this.#read(scope, bytes, ownTimeZone))
      .then(
        ({ reading }): CalendarRecord => ({ source, ...defined({ ownTimeZone }), ...reading }),
        (failure: unknown): CalendarRecord => ({
          ...row.value,
          trouble: { at: this.#dependencies.clock.now(), message: wordsFor(failure) },
        }),
      );
    try {
      return await this.#rows.replace(scope, row.id, { value, expectedVersion: row.version });
    } catch (failure) {
      // Replaced, read by another process or taken away in the meantime: what stands there now is newer than ours.
      if (failure instanceof ServiceError && (failure.code === 'conflict' || failure.code === 'not_found'))
        return this.#rows.get(scope, row.id);
      throw failure;
    }
  }

  async #read(
    scope: Scope,
    bytes: Uint8Array,
    timeZone: string | undefined,
  ): Promise<{ read: ReadCalendar; reading: Reading }> {
    const now = this.#dependencies.clock.now();
    const until = now + CALENDAR_LIMITS.days * DAY_MS;
    const jobs = await this.#jobs(scope);
    const read = await this.#dependencies.reader.readCalendar(bytes, {
      from: now - DAY_MS, // one without a zone may still lie ahead where it takes place
      until,
      jobs,
      ...defined({ timeZone }),
    });
    const { interviews, cut } = interviewsAmong(read.events, { scope, jobs, now, until });
    const unreadInterviews = unreadInterviewsAmong(read.unreadEntries, { jobs });
    const gone = goneAmong(read, { scope, jobs, now });
    const { seen, unread } = read;
    const reading = {
      seen,
      unread,
      ...(unreadInterviews.length === 0 ? {} : { unreadInterviews }),
      truncated: read.truncated || cut,
      ...defined({ timeZone: read.timeZone }),
      readAt: now,
      coversUntil: until,
      interviews,
      ...(gone.length === 0 ? {} : { gone }),
    };
    return { read, reading };
  }

  /** Of all their postings, for one calendar serves them all. */
  async #jobs(given: Scope): Promise<Job[]> {
    const { postings, past } = this.#dependencies;
    const scope = withoutBound(given);
    const { data: own } = await postings.list(scope, { limit: JOBS });
    const practised = (await past.postingIds(scope)).filter((id) => !own.some((posting) => posting.id === id));
    const others = await Promise.all(practised.map((id) => postings.get(scope, id).catch(unlessNotFound)));
    return [...own, ...others.filter((posting) => posting !== undefined)].map(({ id, title, company }) => ({
      postingId: id,
      title,
      ...defined({ company }),
    }));
  }
}

/** An interview for whoever reaches one posting only: the others are not named. */
function namedWithin({ postingId: bound }: Scope, { postingId, ...interview }: Interview): Interview {
  return bound === undefined || bound === postingId ? { ...interview, ...defined({ postingId }) } : interview;
}

/** There is at most one calendar of a candidate, so its id is derived from the candidate's. */
function calendarId({ tenantId, subject }: Scope): string {
  return `cal_${sha256(JSON.stringify([tenantId, subject.kind, subject.id])).slice(0, 40)}`;
}

/**
 * The address a calendar is fetched from, as people copy it: calendar programs write `webcal` for https, mail puts angle
 * brackets around it. Throws `validation_failed`.
 */
function calendarUrl(given: string): string {
  const text = given
    .trim()
    .replace(/^<(.*)>$/u, '$1')
    .replace(/^(?:feed:)?webcals?:/iu, 'https:')
    .replace(/^https:(?:\/\/)?(?=https:)/iu, '');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Subscriptions of old name the port of http; whoever answers there answers at that of https too.
  if (url?.port === '80') url.port = '';
  if (url?.protocol !== 'https:' || !/^https:\/\//iu.test(text) || url.username !== '' || url.password !== '')
    throw new ServiceError('validation_failed', {
      fields: [{ in: 'body', path: '/url', message: 'must be an address of https' }],
    });
  return url.href;
}

function wordsFor(failure: unknown): string {
  const { message, detail, fields } = ServiceError.from(failure);
  return detail ?? fields[0]?.message ?? message;
}

function unlessNotFound(failure: unknown): Posting | undefined {
  if (failure instanceof ServiceError && failure.code === 'not_found') return undefined;
  throw failure;
}

function none(): ServiceError {
  return new ServiceError('not_found', { detail: 'There is no calendar yet.' });
}
