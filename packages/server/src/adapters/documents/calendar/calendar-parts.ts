import { ServiceError } from '../../../core/kernel/service-error.ts';

/** An entry as its lines, with what its calendar says of all its entries. */
export type EntryPart = {
  readonly lines: readonly string[];
  /** `X-WR-TIMEZONE`: the zone a calendar says it is kept in, as it says it. */
  readonly timeZone: string | undefined;
  /** Whose calendar it is, where it is named after an address (`X-WR-CALNAME`). */
  readonly owner: string | undefined;
  /** Brought only to take an entry away (`METHOD:CANCEL`). */
  readonly cancels: boolean;
  /** The file ended in the middle of it. */
  readonly cut: boolean;
};

/** The pieces of an iCalendar file that are read, each with lines of its own, so that a broken one spoils no other. */
export type CalendarParts = { readonly zones: readonly (readonly string[])[]; readonly events: readonly EntryPart[] };

const READ = new Set(['VEVENT', 'VTIMEZONE']);

type Frame = { timeZone: string | undefined; owner: string | undefined; cancels: boolean };
type Piece = {
  readonly kind: string;
  readonly lines: string[];
  readonly calendar: Frame;
  readonly depth: number;
  cut: boolean;
};
type Reading = { path: string[]; piece: Piece | undefined; pieces: Piece[]; calendar: Frame };

/**
 * Parts a file by its BEGIN and END lines, however deep they nest and also where an END is missing. Alarms and
 * everything else inside an entry are left out. Throws `calendar_unreadable`.
 */
export function calendarParts(text: string): CalendarParts {
  const lines = text
    .replace(/\r+\n|\r/gu, '\n')
    .replace(/\n[ \t]/gu, '') // folded lines
    .split('\n');
  const reading: Reading = {
    path: [],
    piece: undefined,
    pieces: [],
    calendar: { timeZone: undefined, owner: undefined, cancels: false },
  };
  let calendars = 0;
  for (const line of lines) {
    const mark = /^\ufeff?\s*(BEGIN|END)\s*:\s*([A-Z0-9-]{1,40})\s*$/iu.exec(line);
    const name = mark?.[2]?.toUpperCase() ?? '';
    if (mark?.[1]?.toUpperCase() === 'BEGIN') {
      if (name === 'VCALENDAR') calendars += 1;
      begin(reading, name);
    } else if (mark !== null) end(reading, name);
    else content(reading, line);
    if (mark !== null && isPartOfZone(reading) && !READ.has(name)) reading.piece?.lines.push(line.trim());
  }
  if (calendars === 0) throw new ServiceError('calendar_unreadable', { detail: whatInstead(text) });
  if (reading.piece !== undefined) close(reading, true);
  const of = (kind: string) => reading.pieces.filter((piece) => piece.kind === kind);
  return {
    zones: of('VTIMEZONE').map((piece) => piece.lines),
    events: of('VEVENT').map(({ lines: own, calendar, cut }) => ({ lines: own, cut, ...calendar })),
  };
}

function begin(reading: Reading, name: string): void {
  const { path } = reading;
  if (name === 'VCALENDAR') {
    // One that begins inside an entry: whoever wrote the entry before never ended it.
    if (reading.piece !== undefined) close(reading, false);
    reading.path = [name];
    reading.calendar = { timeZone: undefined, owner: undefined, cancels: false };
    return;
  }
  if (reading.piece !== undefined && READ.has(name)) {
    close(reading, false);
    path.length = path.lastIndexOf('VCALENDAR') + 1;
  }
  path.push(name);
  if (reading.piece === undefined && path.at(-2) === 'VCALENDAR' && READ.has(name))
    reading.piece = { kind: name, lines: [], calendar: reading.calendar, depth: path.length, cut: false };
}

function end(reading: Reading, name: string): void {
  const { path, piece } = reading;
  const at = path.lastIndexOf(name);
  if (at < 0) return; // an end of nothing
  if (piece !== undefined && at < piece.depth) close(reading, false);
  path.length = at;
}

function close(reading: Reading, cut: boolean): void {
  const { piece } = reading;
  if (piece === undefined) return;
  piece.cut = cut;
  reading.pieces.push(piece);
  reading.piece = undefined;
}

function content({ path, piece, calendar }: Reading, line: string): void {
  if (piece !== undefined) {
    if ((path.length === piece.depth || piece.kind === 'VTIMEZONE') && line.trim() !== '') piece.lines.push(line);
  } else if (path.at(-1) === 'VCALENDAR') {
    const zone = /^X-WR-TIMEZONE(?:;[^:]{0,100})?:\s*(\S.{0,100}?)\s*$/iu.exec(line)?.[1];
    if (zone !== undefined) calendar.timeZone ??= zone;
    const owner = /^X-WR-CALNAME(?:;[^:]{0,100})?:\s*(\S{1,100}@\S{1,100})\s*$/iu.exec(line)?.[1];
    if (owner !== undefined) calendar.owner ??= owner.toLowerCase();
    if (/^METHOD(?:;[^:]{0,100})?:\s*CANCEL\s*$/iu.test(line)) calendar.cancels = true;
  }
}

/** STANDARD and DAYLIGHT stay marked among the lines of a zone. */
function isPartOfZone({ piece }: Reading): boolean {
  return piece?.kind === 'VTIMEZONE';
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
