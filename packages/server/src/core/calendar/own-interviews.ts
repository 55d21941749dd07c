import * as z from 'zod';
import { cleanLine } from '../text/clean-text.ts';
import { sha256 } from '../kernel/digests.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { type Collection, kept, type Records } from '../records/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import { keptInterview, type KeptInterview } from './calendar-record.ts';
import { CALENDAR_LIMITS } from './kept-interviews.ts';
import type { InterviewCreate } from './ports.ts';
import { instantIn, isZone, NO_ZONE } from './zone-offsets.ts';

const DAY_MS = 86_400_000;
const MOST = 20;
/** Two years, one of them a leap year. */
const FURTHEST_MS = 731 * DAY_MS;

const record = z.object({
  added: z.array(keptInterview),
  /** Zones of interviews whose calendar states none, by the id of the interview. */
  zones: z.record(z.string(), z.string()),
});
type Own = z.infer<typeof record>;

/** What a candidate says of interviews themselves: those they added, and the zones they stated. */
export class OwnInterviews {
  readonly #rows: Collection<Own>;

  /** Changes under way by document: many at once in one process wait for each other instead of colliding. */
  readonly #changes = new Map<string, Promise<unknown>>();

  constructor(records: Records) {
    this.#rows = records.collection('own_interviews', { schema: record });
  }

  async of(scope: Scope): Promise<Own> {
    return (await this.#rows.get(scope, idOf(scope)))?.value ?? { added: [], zones: {} };
  }

  /** Throws `validation_failed` for one too many. */
  async add(scope: Scope, interview: KeptInterview, now: number): Promise<void> {
    await this.#change(scope, ({ added, zones }) => {
      const others = added.filter(({ id, endsAt }) => id !== interview.id && endsAt > now - DAY_MS);
      if (others.length >= MOST) throw invalid('/title', `is one too many: at most ${MOST} are kept`);
      return { added: [...others, interview], zones };
    });
  }

  async remove(scope: Scope, id: string): Promise<boolean> {
    const { added } = await this.of(scope);
    if (!added.some((interview) => interview.id === id)) return false;
    await this.#change(scope, (own) => ({ ...own, added: own.added.filter((interview) => interview.id !== id) }));
    return true;
  }

  /** Throws `validation_failed` for a zone that does not exist. */
  async stateZone(scope: Scope, id: string, timeZone: string): Promise<void> {
    if (!isZone(timeZone)) throw invalid('/timeZone', NO_ZONE);
    await this.#change(scope, ({ added, zones }) => ({
      added: added.map((interview) =>
        interview.id === id ? inZone(interview, timeZone, wallIn(interview)) : interview,
      ),
      zones: Object.fromEntries([...Object.entries(zones).slice(1 - CALENDAR_LIMITS.interviews), [id, timeZone]]),
    }));
  }

  /** Zones belong to interviews of a calendar, and go with it. */
  async forgetZones(scope: Scope): Promise<void> {
    if (Object.keys((await this.of(scope)).zones).length === 0) return;
    await this.#change(scope, ({ added }) => ({ added, zones: {} }));
  }

  async #change(scope: Scope, change: (own: Own) => Own): Promise<void> {
    const id = idOf(scope);
    const value = (before: Own | undefined) => change(before ?? { added: [], zones: {} });
    const changed = (this.#changes.get(id) ?? Promise.resolve()).then(() => kept(this.#rows, scope, { id, value }));
    const over = changed
      .catch(() => undefined)
      .finally(() => this.#changes.get(id) === over && this.#changes.delete(id));
    this.#changes.set(id, over);
    await changed;
  }
}

/** An interview in the zone its candidate stated, where its calendar states none. */
export function withStatedZone(interview: KeptInterview, zones: Own['zones']): KeptInterview {
  const { writtenStart, ...rest } = interview;
  const timeZone = zones[interview.id];
  if (writtenStart === undefined || timeZone === undefined) return interview;
  return inZone(rest, timeZone, Date.parse(`${writtenStart}Z`));
}

function inZone(interview: KeptInterview, timeZone: string, wall: number): KeptInterview {
  const startsAt = instantIn(timeZone, wall);
  return { ...interview, timeZone, startsAt, endsAt: startsAt + interview.endsAt - interview.startsAt };
}

/** Throws `validation_failed` for a zone that does not exist, and for a day that does not or is no upcoming one. */
export function interviewOf(
  scope: Scope,
  { title, date, time, timeZone }: InterviewCreate,
  now: number,
): KeptInterview {
  const wall = Date.parse(`${date}T${time ?? '00:00'}Z`);
  const clean = cleanLine(title, CALENDAR_LIMITS.title);
  if (clean === undefined) throw invalid('/title', 'has no words');
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== date)
    throw invalid('/date', 'is not a day of the calendar');
  if (!isZone(timeZone)) throw invalid('/timeZone', NO_ZONE);
  const startsAt = instantIn(timeZone, wall);
  const endsAt = instantIn(timeZone, wall + (time === undefined ? DAY_MS : 0));
  if (endsAt < now - DAY_MS) throw invalid('/date', 'lies more than a day in the past');
  if (startsAt > now + FURTHEST_MS) throw invalid('/date', 'lies more than two years ahead');
  const { tenantId, subject } = scope;
  const digest = sha256(JSON.stringify(['own', tenantId, subject.kind, subject.id, clean, date, time ?? '']));
  return {
    id: `int_${digest.slice(0, 32)}`,
    title: clean,
    allDay: time === undefined,
    timeZone,
    startsAt,
    endsAt,
    isInterview: { by: 'candidate', words: clean },
  };
}

function wallIn({ startsAt, timeZone = 'UTC' }: KeptInterview): number {
  // The time on the wall is the moment whose reading in that zone gives the moment back.
  return startsAt + (startsAt - instantIn(timeZone, startsAt));
}

/** There is one such document of a candidate, so its id is derived from the candidate's. */
function idOf({ tenantId, subject }: Scope): string {
  return `own_${sha256(JSON.stringify([tenantId, subject.kind, subject.id])).slice(0, 40)}`;
}

function invalid(path: string, message: string): ServiceError {
  return new ServiceError('validation_failed', { fields: [{ in: 'body', path, message }] });
}
