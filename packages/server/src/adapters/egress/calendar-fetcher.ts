import type { CalendarFetcher } from '../../core/calendar/ports.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import { EgressRefusal, type RefusalReason } from './egress-refusal.ts';
import type { GuardedFetch, GuardedFetchOptions } from './guarded-fetch.ts';

// One sentence for what may not and what cannot be reached: the difference would describe our network to a stranger.
const NOT_REACHED = 'could not be reached from here';

const MESSAGES: Record<RefusalReason, string> = {
  address: NOT_REACHED,
  unreachable: NOT_REACHED,
  timed_out: 'took too long to answer',
  status: 'did not answer with a calendar; it may need a sign-in, or have been reset',
  redirects: 'forwards too often',
  content_type: 'is not the address of a calendar; look for the one in iCal format, which often ends in .ics',
  too_large: 'holds a calendar that is larger than we read (1 MB); upload a file of the coming months instead',
};

/** The guards for calendars: only by https, at most 1 MiB, only what calendars are served as. */
export const CALENDAR_EGRESS: GuardedFetchOptions = {
  ports: [443],
  maxBytes: 1024 * 1024,
  contentTypes: ['text/calendar', 'application/ics', 'text/plain', 'application/octet-stream'],
  reads: 'one calendar',
};

/** Calendars through the guarded egress. */
export function calendarFetcher(guarded: Pick<GuardedFetch, 'fetch'>): CalendarFetcher {
  return {
    async fetch(url, signal) {
      try {
        const { body } = await guarded.fetch(url, signal);
        return new TextEncoder().encode(body);
      } catch (failure) {
        if (!(failure instanceof EgressRefusal)) throw failure;
        const message = MESSAGES[failure.reason];
        throw new ServiceError('validation_failed', {
          detail: `The address of the calendar ${message}.`,
          fields: [{ in: 'body', path: '/url', message }],
          cause: failure,
        });
      }
    },
  };
}
