import { isZone, offsetAt, offsetName } from '../../../core/calendar/ports.ts';
import { IANA_NAMES, plainly, WINDOWS_ZONES, windowsZone } from './zone-data.ts';

/** Whose names for zones are known beside the English ones. */
const LANGUAGES = 'en en-GB de fr es pt-BR it nl pl sv da nb fi cs hu tr ru uk ja ko zh-CN zh-TW ar hi he el'.split(
  ' ',
);
const WINTER = Date.UTC(2026, 0, 10);
const SUMMER = Date.UTC(2026, 6, 10);

let places: ReadonlyMap<string, readonly string[]> | undefined;
const namesByLanguage = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();

/** The zones that words are about: a name of a zone in one of many languages, or a list of cities. */
export function zonesNamedIn(words: string): readonly string[] {
  const whole = plainly(words);
  const short = plainly(words.replace(/[（(][^()（）]*[)）]/gu, ' '));
  for (const language of LANGUAGES) {
    const names = namesIn(language);
    const zones = names.get(whole) ?? names.get(short);
    if (zones !== undefined) return [...zones];
  }
  return [...new Set(words.split(/[,/;、，،]|\s(?:and|und|et|y|e)\s/u).flatMap(zonesOfPlace))];
}

function zonesOfPlace(text: string): readonly string[] {
  const place = plainly(text.replace(/\b(?:standard|daylight|summer)?\s*time$/iu, ''));
  const labelled = windowsZone(place);
  places ??= placesOfZones();
  return labelled === undefined ? (places.get(place) ?? []) : [labelled];
}

function placesOfZones(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of new Set([...IANA_NAMES, ...Intl.supportedValuesOf('timeZone')])) {
    const place = plainly((name.split('/').at(-1) ?? '').replaceAll('_', ' '));
    if (!name.includes('/') || name.startsWith('Etc/') || place.length < 3 || !isZone(name)) continue;
    found.set(place, [...(found.get(place) ?? []), name]);
  }
  return found;
}

function namesIn(language: string): ReadonlyMap<string, ReadonlySet<string>> {
  const known = namesByLanguage.get(language);
  if (known !== undefined) return known;
  const names = new Map<string, Set<string>>();
  for (const timeZone of WINDOWS_ZONES) {
    const add = (style: 'long' | 'longGeneric', at: number, zones: readonly string[]) => {
      const name = nameOf(new Intl.DateTimeFormat(language, { timeZone, timeZoneName: style }), at);
      if (/GMT|UTC/u.test(name)) return;
      names.set(plainly(name), new Set([...(names.get(plainly(name)) ?? []), ...zones]));
    };
    add('longGeneric', WINTER, [timeZone]);
    const saves = offsetAt(timeZone, WINTER) !== offsetAt(timeZone, SUMMER);
    for (const at of saves ? [WINTER, SUMMER] : [WINTER])
      // "Eastern Daylight Time" of a day in winter may mean the clocks of that place, or that offset.
      add('long', at, [timeZone, ...(saves ? [offsetName(offsetAt(timeZone, at))] : [])]);
  }
  namesByLanguage.set(language, names);
  return names;
}

function nameOf(format: Intl.DateTimeFormat, at: number): string {
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}
