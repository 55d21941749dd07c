import type { Calendar, UpcomingInterviews } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';
import type { ResumeFile } from './resume.ts';

/** The bytes of an iCalendar file, at most 1 MiB, or the https address of one. */
export type CalendarSource = ResumeFile | { url: string };

/** The candidate's calendar. Only interviews found in it are stored. Needs a client token. */
export const calendarResource = (http: Http) => ({
  /**
   * Replaces the connected calendar. `timeZone` (IANA name) applies to times that the calendar gives without a zone.
   */
  put: (
    source: CalendarSource,
    { timeZone, ...options }: RequestOptions & { timeZone?: string | undefined } = {},
  ): Promise<Calendar> =>
    http.json({
      method: 'PUT',
      path: '/v1/calendar',
      query: { timeZone },
      ...('url' in source ? { body: source } : { bytes: source, headers: { 'content-type': 'text/calendar' } }),
      options,
    }),

  /** When the calendar was read and how many entries it has. */
  get: (options?: RequestOptions): Promise<Calendar> => http.json({ path: '/v1/calendar', options }),

  /** Deletes the calendar's address and every interview found in it. */
  delete: (options?: RequestOptions): Promise<void> => http.json({ method: 'DELETE', path: '/v1/calendar', options }),
});

/** Interviews in the connected calendar. Needs a client token. */
export const interviewsResource = (http: Http) => ({
  /** Interviews, soonest first. `connected` distinguishes an empty calendar from no calendar. */
  upcoming: ({
    limit,
    ...options
  }: RequestOptions & { limit?: number | undefined } = {}): Promise<UpcomingInterviews> =>
    http.json({ path: '/v1/interviews/upcoming', query: { limit }, options }),
});
