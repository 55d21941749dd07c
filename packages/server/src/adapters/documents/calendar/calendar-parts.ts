import { defined } from '../../../core/kernel/defined.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';

/** The pieces of an iCalendar file that are read, each as text of its own, so that a broken one spoils no other. */
export type CalendarParts = {
  readonly zones: readonly string[];
  readonly events: readonly string[];
  /** Entries that began and never ended. */
  readonly broken: number;
  /** `X-WR-TIMEZONE`: the zone a calendar says it is kept in. */
  readonly timeZone?: string;
};

const READ = new Set(['VEVENT', 'VTIMEZONE']);

type Piece = { readonly kind: string; readonly lines: string[] };
type Reading = {
  path: string[];
  piece: Piece | undefined;
  pieces: Piece[];
  sinceCalendar: number;
  timeZone: string | undefined;
};

/**
 * Parts a file by its BEGIN and END lines, however deep they nest. Alarms and everything else inside an entry are
 * left out. Throws `calendar_unreadable`.
 */
export function calendarParts(text: string): CalendarParts {
  const lines = text.replace(/\r\n?/gu, '\n').split('\n');
  const reading: Reading = { path: [], piece: undefined, pieces: [], sinceCalendar: 0, timeZone: undefined };
  let calendars = 0;
  for (const line of lines) {
    const mark = /^(BEGIN|END):([A-Z0-9-]{1,40})\s*$/iu.exec(line);
    const name = mark?.[2]?.toUpperCase() ?? '';
    if (mark?.[1]?.toUpperCase() === 'BEGIN') {
      if (reading.path.length === 0 && name === 'VCALENDAR') calendars += 1;
      begin(reading, name, line);
    } else if (mark !== null) end(reading, name, line);
    else content(reading, line);
  }
  if (calendars === 0) throw new ServiceError('calendar_unreadable', { detail: whatInstead(text) });
  const open = reading.piece?.kind === 'VEVENT' ? 1 : 0;
  const of = (kind: string) =>
    reading.pieces.filter((piece) => piece.kind === kind).map((piece) => piece.lines.join('\r\n'));
  return { zones: of('VTIMEZONE'), events: of('VEVENT'), broken: open, ...defined({ timeZone: reading.timeZone }) };
}

function begin(reading: Reading, name: string, line: string): void {
  const { path, piece } = reading;
  path.push(name);
  if (piece === undefined) {
    if (path.length === 2 && path[0] === 'VCALENDAR' && READ.has(name)) reading.piece = { kind: name, lines: [line] };
  } else if (isPartOfZone(reading)) piece.lines.push(line);
}

function end(reading: Reading, name: string, line: string): void {
  const { path, piece } = reading;
  if (path.at(-1) !== name) return; // an end of nothing
  if (piece !== undefined && path.length === 2) {
    piece.lines.push(line);
    reading.pieces.push(piece);
    reading.piece = undefined;
  } else if (piece !== undefined && isPartOfZone(reading)) piece.lines.push(line);
  path.pop();
  if (path.length === 0) cancelledBy(reading);
}

function content(reading: Reading, line: string): void {
  const { path, piece } = reading;
  if (piece !== undefined && (path.length === 2 || isPartOfZone(reading))) {
    if (line !== '') piece.lines.push(line);
  } else if (path.length === 1) {
    const zone = /^X-WR-TIMEZONE(?:;[^:]{0,100})?:\s*(\S{1,64})\s*$/iu.exec(line)?.[1];
    if (zone !== undefined) reading.timeZone ??= zone;
    if (/^METHOD:CANCEL\s*$/iu.test(line)) reading.pieces.push({ kind: 'CANCEL', lines: [] });
  }
}

/** A file that says "cancel" brings entries only to take them away. */
function cancelledBy(reading: Reading): void {
  const ended = reading.pieces.slice(reading.sinceCalendar);
  if (ended.some(({ kind }) => kind === 'CANCEL'))
    reading.pieces = [
      ...reading.pieces.slice(0, reading.sinceCalendar),
      ...ended.filter(({ kind }) => kind === 'VTIMEZONE'),
    ];
  reading.sinceCalendar = reading.pieces.length;
}

function isPartOfZone({ path, piece }: Reading): boolean {
  return piece?.kind === 'VTIMEZONE' && path.length === 3;
}

function whatInstead(text: string): string {
  const start = text.slice(0, 1_000).trimStart().toLowerCase();
  if (start.startsWith('<'))
    return (
      'This is a web page or XML, not a calendar. Look for the address in iCal format (it often ends in ' +
      '.ics) in the settings of your calendar.'
    );
  if (start.startsWith('begin:vcard')) return 'These are contacts, not a calendar.';
  return start === '' ? 'This file is empty.' : 'This is not a calendar in iCalendar format (.ics).';
}
