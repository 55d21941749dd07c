import { cityOf } from '../../../../structured-data/src/zone-city.ts';
import type { PracticeContext } from '../shared/practice-context.ts';
import { enMenu } from '../../localization/en-menu.ts';

/** What a text about a time needs of its surroundings; `languages` are those of the browser. */
export type Texts = Pick<PracticeContext, 'msg' | 'locale'> & { readonly languages?: readonly string[] };

/**
 * The locale of dates: the language of the texts around them, which are English where a page is in a language that there
 * are no texts in. The region is that of the page, else that of the browser. English for a browser in another language is
 * international, with the clock of 24 hours.
 */
export function dateLocale({ msg, locale, languages = navigator.languages }: Texts): string {
  const inEnglish = /^en\b/i.test(locale) || msg('calendar.at') === enMenu['calendar.at'];
  if (locale.includes('-') && (!inEnglish || /^en-/i.test(locale))) return locale;
  const language = inEnglish ? 'en' : locale;
  const [first = language] = languages;
  if (first.toLowerCase().split('-')[0] === language.toLowerCase()) return first;
  return inEnglish ? 'en-GB' : language;
}

/** The zone of this browser; `undefined` where it does not know it. */
export const ownZone = (): string | undefined => known(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** A zone that this browser can calculate with. */
export function known(zone: string | undefined): string | undefined {
  if (zone === undefined || zone === 'Etc/Unknown') return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format();
    return zone;
  } catch {
    return undefined;
  }
}

type Style = 'longGeneric' | 'shortGeneric' | 'short';

/** What people call a zone: "Central European Time". */
export function zoneName(zone: string, locale: string, style: Style = 'longGeneric'): string {
  if (/^(Etc\/)?(UTC|UCT|GMT|Zulu|Universal|Greenwich)$/.test(zone)) return 'UTC';
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** The text by which a zone is chosen: "Berlin – Central European Time". */
export function zoneLabel(zone: string, locale: string): string {
  return [cityOf(zone), zoneName(zone, locale)].filter((part) => part !== undefined).join(' – ');
}

/** One group of a list of zones, with the zones of a region or those that are likely. */
export type ZoneGroup = { readonly label: string; readonly zones: readonly { zone: string; label: string }[] };

/** Codes of the regions of the United Nations, and of Antarctica. */
const REGIONS: Readonly<Record<string, string>> = {
  Africa: '002',
  America: '019',
  Antarctica: 'AQ',
  Arctic: '150',
  Asia: '142',
  Australia: '009',
  Europe: '150',
  Pacific: '009',
};

/** All zones of this browser: the likely ones first, the others by region, each group in the order of its labels. */
export function zoneGroups(likely: readonly string[], texts: Texts): ZoneGroup[] {
  const locale = dateLocale(texts);
  const first = new Set(likely);
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const groups = new Map<string, string[]>();
  for (const zone of new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])) {
    if (first.has(zone)) continue;
    const code = REGIONS[zone.split('/')[0] ?? ''];
    const region = (code === undefined ? undefined : names.of(code)) ?? '';
    groups.set(region, [...(groups.get(region) ?? []), zone]);
  }
  const { compare } = new Intl.Collator(locale);
  const labelled = (zones: readonly string[]) => zones.map((zone) => ({ zone, label: labelOf(zone, locale) }));
  const byLabel = ([region, zones]: [string, string[]]) => ({
    label: region === '' ? texts.msg('calendar.zonesElsewhere') : region,
    zones: labelled(zones).toSorted((a, b) => compare(a.label, b.label)),
  });
  const { '': elsewhere = [], ...regions } = Object.fromEntries(groups);
  return [
    { label: texts.msg('calendar.zonesLikely'), zones: labelled([...first]) },
    ...Object.entries(regions)
      .toSorted(([a], [b]) => compare(a, b))
      .map(byLabel),
    byLabel(['', elsewhere]),
  ].filter(({ zones }) => zones.length > 0);
}

/** The groups with the zones that have all the words: in the city, the country, or the zone's names. */
export function zonesFound(groups: readonly ZoneGroup[], words: string, texts: Texts): ZoneGroup[] {
  const wanted = folded(words)
    .split(/\s+/)
    .filter((word) => word !== '');
  const locale = dateLocale(texts);
  return groups
    .map(({ label, zones }) => ({
      label,
      zones: zones.filter(({ zone }) => {
        const text = searchText(zone, locale);
        return wanted.every((word) => text.includes(word));
      }),
    }))
    .filter(({ zones }) => zones.length > 0);
}

// The names of a zone are slow to ask for, and there are several hundred zones.
const cache = new Map<string, string>();
function cachedText(key: string, text: () => string): string {
  const value = cache.get(key) ?? text();
  cache.set(key, value);
  return value;
}

const labelOf = (zone: string, locale: string) => cachedText(`label ${locale} ${zone}`, () => zoneLabel(zone, locale));

const searchText = (zone: string, locale: string) =>
  cachedText(`text ${locale} ${zone}`, () => {
    const names = [zoneName(zone, locale, 'shortGeneric'), zoneName(zone, locale, 'short')];
    return folded([zone, labelOf(zone, locale), ...names].join(' '));
  });

/** Without capitals and accents, as people type. */
const folded = (text: string) =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('_', ' ').toLowerCase().trim();
