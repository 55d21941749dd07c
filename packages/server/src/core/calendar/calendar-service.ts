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
  liesAhead,
  troubleOf,
} from './calendar-record.ts';
import { CALENDAR_LIMITS, interviewsAmong } from './kept-interviews.ts';
import type {
  Calendar,
  CalendarFetcher,
  CalendarReader,
  Calendars,
  CalendarSource,
  Interview,
  UpcomingInterviews,
} from './ports.ts';
import type { Job } from './recognition.ts';

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
  /** Readings under way, so that many looks at once ask the same address once. */
  readonly #readings = new Map<string, Promise<Row<CalendarRecord> | undefined>>();

  constructor(dependencies: CalendarDependencies) {
    this.#dependencies = dependencies;
    this.#rows = dependencies.records.collection('calendar', { schema: calendarRecord });
  }

  async connect(scope: Scope, source: CalendarSource, { timeZone }: { timeZone?: string }): Promise<Calendar> {
    if (timeZone !== undefined && !isTimeZone(timeZone))
      throw new ServiceError('validation_failed', {
        fields: [{ in: 'query', path: '/timeZone', message: 'is not a time zone we know' }],
      });
    const from =
      source.kind === 'file' ? { kind: 'file' as const } : { kind: 'url' as const, url: calendarUrl(source.url) };
    const bytes =
      source.kind === 'file' ? source.bytes : await this.#dependencies.fetcher.fetch(calendarUrl(source.url));
    const own = defined({ ownTimeZone: timeZone });
    const record: CalendarRecord = { source: from, ...own, ...(await this.#read(scope, bytes, timeZone)) };
    return asCalendar((await kept(this.#rows, scope, { id: calendarId(scope), value: () => record })).value);
  }

  async get(scope: Scope): Promise<Calendar> {
    const row = await this.#fresh(scope);
    if (row === undefined) throw none();
    return asCalendar(row.value);
  }

  async disconnect(scope: Scope): Promise<void> {
    if (!(await this.#rows.remove(scope, calendarId(scope)))) throw none();
  }

  async upcoming(scope: Scope, { limit }: { limit: number }): Promise<UpcomingInterviews> {
    const row = await this.#fresh(scope);
    if (row === undefined) return { connected: false, data: [] };
    const now = this.#dependencies.clock.now();
    const ahead = row.value.interviews.filter((interview) => liesAhead(interview, now));
    return {
      connected: true,
      data: ahead.slice(0, limit).map((interview) => namedWithin(scope, asInterview(interview))),
      readAt: isoTime(row.value.readAt),
      ...troubleOf(row.value),
    };
  }

  async kept(scope: Scope): Promise<{ calendar: Calendar; interviews: Interview[] } | undefined> {
    const row = await this.#rows.get(scope, calendarId(scope));
    return row === undefined
      ? undefined
      : { calendar: asCalendar(row.value), interviews: row.value.interviews.map(asInterview) };
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
        (reading): CalendarRecord => ({ source, ...defined({ ownTimeZone }), ...reading }),
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

  async #read(scope: Scope, bytes: Uint8Array, timeZone: string | undefined): Promise<Reading> {
    const now = this.#dependencies.clock.now();
    const until = now + CALENDAR_LIMITS.days * DAY_MS;
    const read = await this.#dependencies.reader.readCalendar(bytes, { from: now, until, ...defined({ timeZone }) });
    const interviews = interviewsAmong(read.events, { scope, jobs: await this.#jobs(scope), now, until });
    const { seen, unread, truncated } = read;
    return {
      seen,
      unread,
      truncated,
      ...defined({ timeZone: read.timeZone }),
      readAt: now,
      coversUntil: until,
      interviews,
    };
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

/** The address a calendar is fetched from. Calendar programs write `webcal` for it. Throws `validation_failed`. */
function calendarUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text.replace(/^webcals?:/iu, 'https:')) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw new ServiceError('validation_failed', {
      fields: [{ in: 'body', path: '/url', message: 'must be an address of https' }],
    });
  return url.href;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format(0);
    return true;
  } catch {
    return false;
  }
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
