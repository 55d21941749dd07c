import { z } from 'zod';
import type { CalendarQuestion, ReadCalendar } from '../../core/calendar/ports.ts';
import { FAILURES, type ErrorCode } from '../../core/kernel/service-error.ts';
import type { DocumentHint, ReadDocument } from '../../core/resumes/ports.ts';

/**
 * What the child says: one line when it is ready, one line when it is done. The child is not trusted once it has seen a
 * document, so the parent checks every word. The order goes in as one line of JSON, the document's bytes follow to the end.
 */
export const readyLine = 'ready';

/** What a child process can do with the bytes it is given. */
export type Order =
  | { readonly work: 'document'; readonly hint: DocumentHint }
  | { readonly work: 'calendar'; readonly question: CalendarQuestion };

const reasons = [
  'white_text',
  'invisible_render_mode',
  'tiny_text',
  'off_page',
  'transparent',
  'covered',
  'clipped',
  'hidden_layer',
  'annotation',
  'vanish',
  'replaced_text',
  'zero_width',
] as const;

const places = [
  'top_left',
  'top',
  'top_right',
  'left',
  'middle',
  'right',
  'bottom_left',
  'bottom',
  'bottom_right',
  'outside',
] as const;

const passage = z.strictObject({
  text: z.string().max(2_000),
  reason: z.enum(reasons),
  page: z.int().positive().exactOptional(),
  place: z.enum(places).exactOptional(),
});

const unreadKinds = ['picture', 'diagram', 'chart', 'object', 'document', 'symbol', 'drawing'] as const;

const unreadPart = z.strictObject({
  what: z.enum(unreadKinds),
  page: z.int().positive().exactOptional(),
  after: z.string().max(100).exactOptional(),
});

const document = z.strictObject({
  kind: z.enum(['pdf', 'docx', 'text']),
  text: z.string().max(60_000),
  pages: z.int().nonnegative().exactOptional(),
  hidden: z.array(passage).max(60),
  unread: z.array(unreadPart).max(20).exactOptional(),
  truncated: z.boolean(),
  scanned: z.boolean().exactOptional(),
  wordsBeside: z.boolean().exactOptional(),
});

const text = (characters: number) => z.string().max(characters);
const moment = z.int();

const calendarEvent = z.strictObject({
  uid: text(800),
  occurrence: text(100),
  title: text(300),
  startsAt: moment,
  endsAt: moment,
  allDay: z.boolean(),
  timeZone: text(100).exactOptional(),
  writtenStart: text(16).exactOptional(),
  location: text(300).exactOptional(),
  organiser: z.strictObject({ name: text(300).exactOptional(), address: text(300).exactOptional() }).exactOptional(),
  description: text(800).exactOptional(),
  invitesOthers: z.boolean().exactOptional(),
  links: z.array(text(500)).max(4),
  sequence: z.int().exactOptional(),
  stamp: moment.exactOptional(),
});

const calendar = z.strictObject({
  seen: z.int().nonnegative(),
  unread: z.int().nonnegative(),
  unreadEntries: z.array(z.strictObject({ title: text(300), written: text(60).exactOptional() })).max(100),
  truncated: z.boolean(),
  timeZone: text(100).exactOptional(),
  events: z.array(calendarEvent).max(1_000),
  calledOff: z
    .array(calendarEvent.extend({ off: z.enum(['cancelled', 'declined', 'past']) }))
    .max(100)
    .exactOptional(),
});

const refusalCodes = [
  'document_encrypted',
  'document_without_text',
  'document_encoding_unknown',
  'document_unreadable',
  'document_too_complex',
  'unsupported_media_type',
  'calendar_unreadable',
] as const satisfies readonly ErrorCode[];

export const answerSchema = z.union([
  z.strictObject({ document }),
  z.strictObject({ calendar }),
  z.strictObject({
    refused: z.strictObject({ code: z.enum(refusalCodes), detail: z.string().max(500).exactOptional() }),
  }),
]);

export type Answer =
  | { document: ReadDocument }
  | { calendar: ReadCalendar }
  | { refused: { code: (typeof refusalCodes)[number]; detail?: string } };

export function isRefusal(code: string): code is (typeof refusalCodes)[number] {
  return code in FAILURES && (refusalCodes as readonly string[]).includes(code);
}
