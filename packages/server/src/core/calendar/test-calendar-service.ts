import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { newId } from '../kernel/ids.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import { CalendarService } from './calendar-service.ts';
import type { CalendarEvent, CalendarQuestion, CalledOff, ReadCalendar, UnreadEntry } from './ports.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const START = Date.UTC(2026, 10, 21);
export const FILE = { kind: 'file', bytes: new Uint8Array() } as const;

export const entry = (title: string, startsAt: number, more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: `${title}@example`,
  occurrence: '',
  title,
  startsAt,
  endsAt: startsAt + HOUR,
  allDay: false,
  timeZone: 'Europe/Berlin',
  links: [],
  ...more,
});
export const candidate = (tenantId = newId('ten')): Scope =>
  scopeFor({ tenantId, subject: { kind: 'candidate', id: newId('cand') } });

/** A calendar service over storage in memory, with the test's calendar events and a counting fetcher. */
export function setUp(events: readonly CalendarEvent[] = []) {
  const clock = manualClock(START);
  const state = {
    events,
    calledOff: [] as readonly CalledOff[],
    fetched: [] as string[],
    unread: [] as UnreadEntry[],
    questions: [] as CalendarQuestion[],
    fails: undefined as ServiceError | undefined,
    postings: [
      { id: 'pst_1', title: 'Ward Clerk', company: 'Northfield', language: 'en', requirements: [], createdAt: '' },
    ],
  };
  const read = (): ReadCalendar => ({
    seen: state.events.length,
    unread: state.unread.length,
    unreadEntries: state.unread,
    truncated: false,
    events: state.events,
    calledOff: state.calledOff,
  });
  const storage = memoryStorage(clock);
  const calendars = new CalendarService({
    records: storage.records,
    clock,
    reader: { readCalendar: async (_bytes, question) => (state.questions.push(question), read()) },
    fetcher: {
      fetch: async (url) => {
        state.fetched.push(url);
        if (state.fails !== undefined) throw state.fails;
        return new Uint8Array();
      },
    },
    postings: {
      list: async () => ({ data: state.postings, nextCursor: null }),
      get: async (_scope, id) => {
        const [first] = state.postings;
        if (first === undefined) throw new Error('There is no posting.');
        return { ...first, id, title: 'Porter', company: 'Elsewhere' };
      },
    },
    past: { postingIds: async () => ['pst_1', 'pst_shared'] },
  });
  return { calendars, clock, state, storage, scope: candidate() };
}
