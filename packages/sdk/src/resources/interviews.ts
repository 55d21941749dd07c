import type { Calendar, UpcomingInterviews } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';
import type { ResumeFile } from './resume.ts';

/** The bytes of an iCalendar file, at most 1 MiB, or the https address of one. */
export type CalendarSource = ResumeFile | { url: string };

/** The candidate's calendar, of which only interviews are kept. Needs a client token. */
export const calendarResource = (http: Http) => ({
  /** Replaces the one before. `timeZone` (IANA) is for times that the calendar gives without one. */
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

  /** What we read, and when. */
  get: (options?: RequestOptions): Promise<Calendar> => http.json({ path: '/v1/calendar', options }),

  /** Its address and every interview found in it. */
  delete: (options?: RequestOptions): Promise<void> => http.json({ method: 'DELETE', path: '/v1/calendar', options }),
});

/** Interviews in the connected calendar. Needs a client token. */
export const interviewsResource = (http: Http) => ({
  /** Soonest first. `connected` tells an empty calendar from none. */
  upcoming: ({
    limit,
    ...options
  }: RequestOptions & { limit?: number | undefined } = {}): Promise<UpcomingInterviews> =>
    http.json({ path: '/v1/interviews/upcoming', query: { limit }, options }),
});
