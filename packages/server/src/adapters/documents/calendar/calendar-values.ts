import ICAL from 'ical.js';
import { decodeEntities } from '../../../core/text/html-tokens.ts';
import type { ContentLine } from './content-lines.ts';

/** A date, or a time on a wall; `utc` where the value itself says so. */
export type WrittenTime = { readonly time: ICAL.Time; readonly utc: boolean };

const TIME =
  /^(\d{4})([-/]?)(\d{2})\2(\d{2})(?:(?:T|\s+)\s*(\d{2}|\d(?=:)):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/iu;

/** The times of a property, however they are spelled; what is no date of the calendar is left out. */
export function timesOf(line: ContentLine | undefined): WrittenTime[] {
  if (line === undefined) return [];
  return line.value.split(',').flatMap((text) => timeOf(text.split('/P')[0] ?? '', line) ?? []);
}

/** How many values of a property could not be read. */
export function unreadTimesOf(line: ContentLine): number {
  return line.value.split(',').filter((text) => text.trim() !== '').length - timesOf(line).length;
}

function timeOf(text: string, line: ContentLine): WrittenTime | undefined {
  const match = TIME.exec(text.trim().replace(/\/\d{8}T\d{6}Z?$/iu, ''));
  if (match === null) return undefined;
  const [, years, , months, days, hours, minutes = '0', seconds = '0', zone = ''] = match;
  const [year, month, day] = [Number(years), Number(months), Number(days)];
  if (
    year < 1 ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
  )
    return undefined;
  const clock = { hour: Number(hours ?? 0), minute: Number(minutes), second: Math.min(59, Number(seconds)) };
  if (clock.hour > 24 || clock.minute > 59 || (clock.hour === 24 && clock.minute > 0)) return undefined;
  const midnight = clock.hour === 0 && clock.minute === 0;
  const isDate = hours === undefined || (line.parameters.get('VALUE')?.toUpperCase() === 'DATE' && midnight);
  const time = new ICAL.Time({ year, month, day, ...clock, isDate }, ICAL.Timezone.localTimezone);
  if (isDate) return { time, utc: false };
  const offset = /^([+-])(\d{2}):?(\d{2})$/u.exec(zone);
  if (offset !== null) {
    const [, sign, ahead, more] = offset;
    time.adjust(0, 0, (sign === '-' ? 1 : -1) * (Number(ahead) * 60 + Number(more)), 0);
  }
  return { time, utc: zone !== '' };
}

/** A length in ms; `undefined` for what is none. */
export function durationOf(line: ContentLine | undefined): number | undefined {
  const text = line?.value.trim().toUpperCase() ?? '';
  if (!/^[+-]?P(?=\d|T\d)/u.test(text)) return undefined;
  try {
    return ICAL.Duration.fromString(text).toSeconds() * 1000;
  } catch {
    return undefined;
  }
}

/** The rule of a series; `undefined` for one nobody can follow. */
export function ruleOf({ value }: ContentLine): ICAL.Recur | undefined {
  // Dates with dashes, as in the starts.
  const text = value
    .trim()
    .replace(/;+$/u, '')
    .replace(/(UNTIL=)(\d{4})-(\d{2})-(\d{2})/iu, '$1$2$3$4');
  try {
    const until = /UNTIL=([^;]*)/iu.exec(text)?.[1]?.replace(/:/gu, '');
    const rule = ICAL.Recur.fromString(
      text
        .replace(/UNTIL=[^;]*;?/iu, '')
        .replace(/;$/u, '')
        .toUpperCase(),
    );
    if (until !== undefined) {
      const [end] = timesOf({ name: 'UNTIL', parameters: new Map(), value: until });
      if (end === undefined) return undefined;
      const last = end.time.clone();
      if (end.utc) last.zone = ICAL.Timezone.utcTimezone;
      rule.until = last;
    }
    return rule;
  } catch {
    return undefined;
  }
}

/** The words of a property: escapes, encodings and HTML's entities undone; `undefined` for none. */
export function wordsIn(line: ContentLine | undefined, characters: number): string | undefined {
  if (line === undefined) return undefined;
  const raw = decoded(line)
    .slice(0, characters * 4)
    .replace(/\\([\s\S])/gu, (_, mark: string) => (mark === 'n' || mark === 'N' ? '\n' : mark));
  const text = decodeEntities(raw)
    .slice(0, characters)
    .replace(/\p{Surrogate}$/u, '')
    .trim();
  return text === '' ? undefined : text;
}

function decoded({ value, parameters }: ContentLine): string {
  const encoding = parameters.get('ENCODING')?.toUpperCase();
  if (encoding === 'QUOTED-PRINTABLE')
    return bytesAsText(
      Buffer.from(
        Buffer.from(value, 'utf8')
          .toString('latin1')
          .replace(/=([0-9A-F]{2})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
        'latin1',
      ),
      parameters.get('CHARSET'),
    );
  if (encoding === 'BASE64' || encoding === 'B')
    return bytesAsText(Buffer.from(value, 'base64'), parameters.get('CHARSET'));
  return value;
}

function bytesAsText(bytes: Uint8Array, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
