import { isZone, offsetAt, offsetName } from '../../../core/calendar/ports.ts';
import { IANA_NAMES, plainly, WINDOWS_ZONES, windowsZone } from './zone-data.ts';

/**
 * Whose names for zones are known, each with the word for time in them: to collect the names of a language takes a
 * thirtieth of a second.
 */
const LANGUAGES: readonly (readonly [language: string, time: RegExp])[] = [
  ['en', /time/u],
  ['en-GB', /time/u],
  ['de', /zeit/u],
  ['fr', /heure/u],
  ['es', /hora/u],
  ['pt-BR', /horario/u],
  ['it', /ora/u],
  ['nl', /tijd/u],
  ['pl', /czas/u],
  ['sv', /tid/u],
  ['da', /tid/u],
  ['nb', /tid/u],
  ['fi', /aika/u],
  ['cs', /cas/u],
  ['hu', /ido/u],
  ['tr', /saat/u],
  ['ja', /時/u],
  ['zh-CN', /时间/u],
  ['zh-TW', /時間/u],
  ['ko', new RegExp('시'.normalize('NFD'), 'u')],
  ['ar', /توقيت/u],
  ['he', /שעון|זמן/u],
  ['hi', /समय/u],
  ['ru', /время/u],
  ['uk', /час/u],
  ['el', /ωρα/u],
];
const WINTER = Date.UTC(2026, 0, 10);
const SUMMER = Date.UTC(2026, 6, 10);

let places: ReadonlyMap<string, readonly string[]> | undefined;
const namesByLanguage = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();

/** The zones that words are about: a list of cities, or a name of a zone in one of many languages. */
export function zonesNamedIn(words: string): readonly string[] {
  const cities = new Set(words.split(/[,/;、，،]|\s(?:and|und|et|y|e)\s/u).flatMap(zonesOfPlace));
  if (cities.size > 0) return [...cities];
  const whole = plainly(words);
  const short = plainly(words.replace(/[（(][^()（）]*[)）]/gu, ' '));
  for (const [language, time] of LANGUAGES) {
    const names = time.test(whole) ? namesIn(language) : undefined;
    const zones = names?.get(whole) ?? names?.get(short);
    if (zones !== undefined) return [...zones];
  }
  return [];
}

function zonesOfPlace(text: string): readonly string[] {
  const place = plainly(text.replace(/(?: standard)? time(?: [(].*[)])?$/iu, ''));
  const labelled = windowsZone(place);
  places ??= placesOfZones();
  return labelled === undefined ? (places.get(place) ?? []).filter(isZone) : [labelled];
}

function placesOfZones(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of new Set([...IANA_NAMES, ...Intl.supportedValuesOf('timeZone')])) {
    const place = plainly((name.split('/').at(-1) ?? '').replaceAll('_', ' '));
    if (name.includes('/') && !name.startsWith('Etc/') && place.length > 2)
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
