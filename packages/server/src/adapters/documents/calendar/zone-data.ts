import { IANA_ALIAS_MAP, WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { folded } from '../../../core/vocabulary/ports.ts';
import data from './zone-labels.json' with { type: 'json' };

/** How names are compared: without capitals, accents and double spaces. */
export const plainly = (name: string): string => folded(name).replace(/\s+/gu, ' ').trim();

const WINDOWS = new Map(
  WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === '001').map(({ windowsName, iana }): [string, string] => [
    plainly(windowsName),
    iana[0].replace('Etc/UTC', 'UTC'),
  ]),
);
const LABELS = new Map(
  Object.entries(data.labels).map(([label, windows]) => [plainly(label), WINDOWS.get(plainly(windows)) ?? 'UTC']),
);

/** The zone that Windows has by that name, or shows by that label. */
export function windowsZone(name: string): string | undefined {
  return WINDOWS.get(plainly(name)) ?? LABELS.get(plainly(name));
}

/** One zone for each that Windows knows. */
export const WINDOWS_ZONES: readonly string[] = [...new Set(WINDOWS.values())];

/** Every name that IANA has or had. */
export const IANA_NAMES: readonly string[] = IANA_ALIAS_MAP.flatMap(({ alias }) => [...alias]);

/** What is often written and means several zones. */
export const ABBREVIATIONS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(data.abbreviations));

/** The names of two to four letters that mean one zone. */
export const SHORT_NAMES: ReadonlySet<string> = new Set(data.shortNames);
