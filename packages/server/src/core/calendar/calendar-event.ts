/** One entry of a calendar, or one occurrence of a series. Times in epoch ms; text as written, cut to what the reader allows. */
export type CalendarEvent = {
  readonly uid: string;
  /** Which occurrence of its series it is, by when that was first to be; empty for an entry that does not recur. */
  readonly occurrence: string;
  readonly title: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly allDay: boolean;
  readonly timeZone?: string;
  /** The time on the wall (`2026-12-01T14:00`) where its zone is not stated; `startsAt` is then a guess. */
  readonly writtenStart?: string;
  readonly location?: string;
  readonly organiser?: { readonly name?: string; readonly address?: string };
  readonly description?: string;
  /** Whoever keeps the calendar sent the invitation, to others. */
  readonly invitesOthers?: boolean;
  readonly links: readonly string[];
  /** Which version of the entry it is, and when that was written (epoch ms): of two, the one with the higher numbers counts. */
  readonly sequence?: number;
  readonly stamp?: number;
};

/** An entry of which only words are known. */
export const NO_ENTRY = { uid: '', occurrence: '', startsAt: 0, endsAt: 0, allDay: false, links: [] } as const;
