import { ABBREVIATIONS, SHORT_NAMES, WINDOWS_ZONES, windowsZone } from './zone-data.ts';
import { formatOf, isZone, offsetAt } from '../../../core/calendar/ports.ts';
import { zonesNamedIn } from './zone-words.ts';

/**
 * The zones that a name of a calendar program may mean: one where it is certain, several where it is borne by several,
 * none where nobody knows it. Each is an IANA name, or an offset such as `+01:00`.
 */
export function zonesCalled(id: string): readonly string[] {
  if (id.length > 200) return [];
  const known = found.get(id);
  if (known !== undefined) return known;
  const zones = search(id);
  if (found.size < 500) found.set(id, zones);
  return zones;
}

const found = new Map<string, readonly string[]>();

function search(id: string): readonly string[] {
  const plain = id
    .replace(/\\(.)/gu, '$1')
    .replace(/["“”\p{Cf}]/gu, '')
    .replace(/[−–—]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^tzone:\/\/microsoft\//iu, '');
  for (const variant of variantsOf(plain)) {
    const zones = named(variant);
    if (zones.length > 0) return zones;
  }
  return labelled(plain);
}

/** A name as it stands, and without what programs put before and after it. */
function* variantsOf(plain: string): Generator<string> {
  yield plain;
  const parts = plain.split('/').filter((part) => part !== '');
  for (let first = plain.startsWith('/') ? 0 : 1; first < parts.length; first += 1) yield parts.slice(first).join('/');
  yield plain.replace(/[ _-]?\(?\d{1,2}\)?$/u, '').trim(); // "Eastern Standard Time 1"
  yield `${plain} Standard Time`; // Notes: "W. Europe"
}

function named(name: string): readonly string[] {
  const windows = windowsZone(name);
  if (windows !== undefined) return [windows];
  const short = ABBREVIATIONS.get(name.toUpperCase());
  if (short !== undefined) return short;
  const iana = ianaZone(name.replaceAll(' ', '_'));
  if (iana !== undefined) return [iana];
  const offset = offsetIn(name);
  return offset === undefined ? [] : [offset];
}

/** What ICU takes for a zone beyond IANA's names, such as `IST` and `ACT`, means different zones to different people. */
function ianaZone(name: string): string | undefined {
  if (!/^[a-z][\w+/-]*$/iu.test(name) || !isZone(name)) return undefined;
  if (
    /^[a-z]{2,4}(?:-[a-z]{2})?$/iu.test(name) &&
    !SHORT_NAMES.has(name.toUpperCase()) &&
    !/^(?:iran|cuba|eire|zulu)$/iu.test(name)
  )
    return undefined;
  return /[A-Z]/u.test(name) && name !== name.toUpperCase() ? name : formatOf(name).resolvedOptions().timeZone;
}

/** "GMT+0100", "UTC-5", "(UTC+05:30)", "+01:00" as written by people: east is plus. */
function offsetIn(name: string): string | undefined {
  if (/^\(?(?:utc|gmt)(?:[+-]?00?(?:[:.]?00)?)?\)?$/iu.test(name)) return 'UTC';
  const match = /^\(?(?:(?:utc|gmt) ?)?([+-]) ?(\d{1,2})(?:[:.]?(\d{2}))?\)?$/iu.exec(name);
  if (match === null) return undefined;
  const [, sign = '', hours = '', minutes = '00'] = match;
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

/** "(UTC+01:00) Amsterdam, Berlin, …" and the same without the offset, in whatever language. */
function labelled(plain: string): readonly string[] {
  const match = /^[([]?((?:utc|gmt) ?(?:[+-] ?\d{1,2}(?:[:.]?\d{2})?)?)[)\]]?[ ,-]*(.*)$/iu.exec(plain);
  const offset = match?.[1] === undefined ? undefined : offsetIn(match[1].trim());
  const words = (match?.[2] ?? plain).trim();
  const exact = words === '' ? [] : named(words);
  const zones = exact.length > 0 ? exact : zonesNamedIn(words);
  if (offset === undefined) return zones;
  const fitting = zones.filter((zone) => offsetsOf(zone).includes(minutesOf(offset)));
  // Windows states the offset without daylight saving time: every zone that has it may be meant.
  return fitting.length > 0
    ? fitting
    : [offset, ...WINDOWS_ZONES.filter((zone) => offsetsOf(zone)[0] === minutesOf(offset))];
}

function minutesOf(offset: string): number {
  if (offset === 'UTC') return 0;
  return (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)));
}

/** The offsets that a zone has in this decade, in minutes: the ordinary one first. */
function offsetsOf(zone: string): readonly number[] {
  const [winter, summer] = [Date.UTC(2026, 0, 10), Date.UTC(2026, 6, 10)].map((at) => offsetAt(zone, at) / 60_000);
  return [Math.min(winter ?? 0, summer ?? 0), Math.max(winter ?? 0, summer ?? 0)];
}
