import type { components } from '../../contract/openapi.d.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { CalendarEvent } from './calendar-event.ts';
import type { Job } from './recognition.ts';

export { type CalendarEvent, NO_ENTRY } from './calendar-event.ts';
export { type Job, recognised, recognisedAnyway } from './recognition.ts';
export { daysUntil, type Reader, whenOf } from './when.ts';
export { formatOf, instantIn, isZone, offsetAt, offsetName } from './zone-offsets.ts';

export type Calendar = components['schemas']['Calendar'];
export type Interview = components['schemas']['Interview'];
export type UpcomingInterviews = components['schemas']['UpcomingInterviews'];
export type InterviewCreate = components['schemas']['InterviewCreate'];

/** Where a calendar comes from: its bytes, or an https address that may be read again. */
export type CalendarSource =
  { readonly kind: 'file'; readonly bytes: Uint8Array } | { readonly kind: 'url'; readonly url: string };

/**
 * What to read of a calendar: entries that end after `from` and begin before `until` (epoch ms); `timeZone` (IANA)
 * for times without one. With `jobs` only what is recognised as an interview, for one of them or any, is taken: ordinary
 * entries then use up nothing of what is read at most.
 */
export type CalendarQuestion = {
  readonly from: number;
  readonly until: number;
  readonly timeZone?: string;
  readonly jobs?: readonly Job[];
};

/** An entry that does not take place, or that is over. */
export type CalledOff = CalendarEvent & { readonly off: 'cancelled' | 'declined' | 'past' };

/** An entry that could not be read, or not all of it: its title, and its start as written. */
export type UnreadEntry = { readonly title: string; readonly written?: string };

/** `seen` and `unread` count entries, not occurrences. `truncated`: there was more than is read of one calendar. */
export type ReadCalendar = {
  readonly seen: number;
  readonly unread: number;
  /** The first of those that could not be read. */
  readonly unreadEntries: readonly UnreadEntry[];
  readonly truncated: boolean;
  readonly timeZone?: string;
  readonly events: readonly CalendarEvent[];
  /** The latest of those that are cancelled, declined or over; a series that is so as a whole once. */
  readonly calledOff?: readonly CalledOff[];
};

/**
 * Reads an untrusted iCalendar file outside this process, soonest entry first. Throws ServiceError `calendar_unreadable`,
 * `payload_too_large`, `rate_limited` when too many wait, `shutting_down`, and the signal's reason when aborted.
 */
export interface CalendarReader {
  readCalendar(bytes: Uint8Array, question: CalendarQuestion, signal?: AbortSignal): Promise<ReadCalendar>;
}

/** A calendar fetched through the guarded egress. */
export interface CalendarFetcher {
  /** Throws `validation_failed` naming `/url`, with words, for whatever cannot or may not be fetched. */
  fetch(url: string, signal?: AbortSignal): Promise<Uint8Array>;
}

/** The one calendar of a candidate, and interviews they added. What is in it and is no interview is never kept. */
export interface Calendars {
  /**
   * Replaces the one before; with `add`, a file is added to earlier files. Throws what the reader and the fetcher throw; then
   * the one before stays.
   */
  connect(scope: Scope, source: CalendarSource, options: { timeZone?: string; add?: boolean }): Promise<Calendar>;
  /** Throws `not_found`. */
  get(scope: Scope): Promise<Calendar>;
  /** Throws `not_found`. */
  disconnect(scope: Scope): Promise<void>;
  /**
   * Soonest first; a timed interview that has begun is no longer among them. Reads an address again when the last
   * reading is an hour old.
   */
  upcoming(scope: Scope, options: { limit: number }): Promise<UpcomingInterviews>;
  /** Adds an interview by hand; the same one again changes nothing. Throws `validation_failed`. */
  add(scope: Scope, given: InterviewCreate): Promise<Interview>;
  /** Takes away one that was added by hand. Throws `not_found`. */
  remove(scope: Scope, interviewId: string): Promise<void>;
  /**
   * For an interview whose calendar does not state the zone, and for one that was added by hand. Throws `not_found`,
   * `validation_failed`.
   */
  stateZone(scope: Scope, interviewId: string, timeZone: string): Promise<Interview>;
  /** All that were added by hand. */
  added(scope: Scope): Promise<Interview[]>;
  /** All that is kept of the calendar, without reading anything again. */
  kept(scope: Scope): Promise<{ calendar: Calendar; interviews: Interview[] } | undefined>;
}
