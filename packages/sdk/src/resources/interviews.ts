import type { Calendar, Interview, InterviewCreate, InterviewZone, UpcomingInterviews } from '../contract/shapes.ts';
import { pathTo } from '../http/request.ts';
import type { Http, RequestOptions } from '../http/request.ts';
import type { ResumeFile } from './resume.ts';

/** The bytes of an iCalendar file, at most 1 MiB, or the https address of one. */
export type CalendarSource = ResumeFile | { url: string };

/** The candidate's calendar. Only interviews found in it are stored. Needs a client token. */
export const calendarResource = (http: Http) => ({
  /** Deletes the calendar's address and every interview found in it. */
  delete: (options?: RequestOptions): Promise<void> => http.call('/v1/calendar', options, 'DELETE'),

  /**
   * Replaces the connected calendar; with `add`, a file is added to earlier files. `timeZone` (IANA name) applies to times that
   * the calendar gives without a zone.
   */
  put: (
    source: CalendarSource,
    { timeZone, add, ...options }: RequestOptions & { timeZone?: string | undefined; add?: boolean | undefined } = {},
  ): Promise<Calendar> =>
    http.json({
      method: 'PUT',
      path: '/v1/calendar',
      query: { timeZone, add },
      ...('url' in source ? { body: source } : { bytes: source, headers: { 'content-type': 'text/calendar' } }),
      options,
    }),

  /** When the calendar was read and how many entries it has. */
  get: (options?: RequestOptions): Promise<Calendar> => http.call('/v1/calendar', options),
});

/** Interviews in the connected calendar, and those added by hand. Needs a client token. */
export const interviewsResource = (http: Http) => ({
  /** Adds an interview by hand. */
  create: (body: InterviewCreate, options?: RequestOptions): Promise<Interview> =>
    http.call('/v1/interviews', options, 'POST', body),

  /** Deletes an interview that was added by hand. */
  delete: (interviewId: string, options?: RequestOptions): Promise<void> =>
    http.call(pathTo('/v1/interviews/', interviewId), options, 'DELETE'),

  /** For an interview with `writtenStart`: says in which time zone (IANA name) it is. */
  update: (interviewId: string, body: InterviewZone, options?: RequestOptions): Promise<Interview> =>
    http.call(pathTo('/v1/interviews/', interviewId), options, 'PATCH', body),

  /** Interviews, soonest first. `connected` distinguishes an empty calendar from no calendar. */
  upcoming: ({
    limit,
    ...options
  }: RequestOptions & { limit?: number | undefined } = {}): Promise<UpcomingInterviews> =>
    http.json({ path: '/v1/interviews/upcoming', query: { limit }, options }),
});
