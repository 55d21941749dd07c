import ICAL from 'ical.js';
import { defined } from '../../../core/kernel/defined.ts';
import { type ContentLine, contentLines } from './content-lines.ts';
import { timesOf } from './calendar-values.ts';
import { zonesCalled } from './zone-names.ts';
import { ianaName, namedZone, oneOf, wallOf, type Zone } from './zones.ts';

/** Zones as one file explains them. */
export type ZoneBlocks = {
  /** By a known name, else by what the file says of it, else by what those who bear that name agree on. */
  zoneOf(id: string, otherwise: Zone): Zone;
};

type Observance = {
  readonly daylight: boolean;
  readonly yearly: boolean;
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly lines: readonly string[];
};

/** Changes that are read of one zone, and zones of one name. */
const MOST_CHANGES = 500;
const BLOCKS_OF_NAME = 10;
const DAY_MS = 86_400_000;
const LONGEST_OFFSET_S = 14 * 3600;
/** Daylight saving time of which no end is known is believed for so long. */
const DAYLIGHT_MS = 190 * DAY_MS;
const YEAR_MS = 365.2425 * DAY_MS;

/** Reads the VTIMEZONEs of a file, each when it is asked for; what cannot be read of one is left out. */
export function zoneBlocks(texts: readonly (readonly string[])[]): ZoneBlocks {
  const blocks = new Map<string, (readonly string[])[]>();
  for (const lines of texts) {
    const id = idOf(lines);
    if (id !== undefined) blocks.set(id, [...(blocks.get(id) ?? []), lines].slice(0, BLOCKS_OF_NAME));
  }
  const known = new Map<string, Zone>();
  return {
    zoneOf(id, otherwise) {
      const called = zonesCalled(id);
      const [name] = called;
      if (name !== undefined && called.length === 1) return namedZone(name);
      const key = `${id}\n${otherwise.name ?? ''}`;
      const zone =
        known.get(key) ?? explained(blocks.get(plain(id)) ?? [], otherwise) ?? oneOf(called.map(namedZone), otherwise);
      known.set(key, zone);
      return zone;
    },
  };
}

/** A zone as the blocks of its name have it: by a name that is known, or by the rules in them. */
function explained(blocks: readonly (readonly string[])[], otherwise: Zone): Zone | undefined {
  const read = blocks.map(blockOf);
  const alias = read
    .flatMap(({ aliases }) => aliases)
    .map(ianaName)
    .find((name) => name !== undefined);
  if (alias !== undefined) return namedZone(alias);
  const zones = read.flatMap(({ zone }) => zone ?? []);
  return zones.length === 0 ? undefined : oneOf(zones, otherwise);
}

function idOf(lines: readonly string[]): string | undefined {
  const line = lines.find((text) => /^TZID[;:]/iu.test(text));
  const id = line === undefined ? '' : plain(line.replace(/^TZID(?:;[^:]*)?:/iu, ''));
  return id === '' ? undefined : id;
}

function plain(id: string): string {
  return id.replace(/["\\]/gu, '').replace(/\s+/gu, ' ').trim().toLowerCase();
}

function blockOf(lines: readonly string[]): { aliases: string[]; zone?: Zone } {
  const observances: Observance[] = [];
  const own: string[] = [];
  let within: { kind: string; lines: string[] } | undefined;
  for (const line of lines) {
    const mark = /^(BEGIN|END):(STANDARD|DAYLIGHT)\s*$/iu.exec(line);
    if (mark === null) {
      (within?.lines ?? own).push(line);
      continue;
    }
    if (within !== undefined) observances.push(...observanceOf(within.kind, contentLines(within.lines)));
    within = mark[1]?.toUpperCase() === 'BEGIN' ? { kind: mark[2]?.toUpperCase() ?? '', lines: [] } : undefined;
    if (observances.length > MOST_CHANGES) return { aliases: [] };
  }
  const aliases = contentLines(own).filter(({ name }) => name === 'X-LIC-LOCATION' || name === 'TZID-ALIAS-OF');
  return { aliases: aliases.map(({ value }) => value.trim()), ...defined({ zone: zoneBy(observances) }) };
}

function observanceOf(kind: string, lines: readonly ContentLine[]): Observance[] {
  const value = (name: string) => lines.find((line) => line.name === name);
  const start = timesOf(value('DTSTART'))[0]?.time;
  const to = secondsOf(value('TZOFFSETTO')?.value);
  const from = secondsOf(value('TZOFFSETFROM')?.value) ?? to;
  if (start === undefined || to === undefined || from === undefined) return [];
  const rules = lines.filter(({ name, value: text }) => name === 'RRULE' && /FREQ=YEARLY/iu.test(text) && isRule(text));
  const dates = lines
    .filter(({ name }) => name === 'RDATE')
    .flatMap((line) => timesOf(line))
    .slice(0, MOST_CHANGES);
  return [
    {
      daylight: kind === 'DAYLIGHT',
      yearly: rules.length > 0,
      from,
      to,
      start: wallOf(start),
      lines: [
        `BEGIN:${kind}`,
        `DTSTART:${compact(wallOf(start))}`,
        `TZOFFSETFROM:${offsetText(from)}`,
        `TZOFFSETTO:${offsetText(to)}`,
        ...rules.map((rule) => `RRULE:${rule.value}`),
        ...dates.map(({ time }) => `RDATE:${compact(wallOf(time))}`),
        `END:${kind}`,
      ],
    },
  ];
}

function isRule(text: string): boolean {
  try {
    return ICAL.Recur.fromString(text).freq === 'YEARLY';
  } catch {
    return false;
  }
}

function zoneBy(observances: readonly Observance[]): Zone | undefined {
  const first = observances.toSorted((a, b) => a.start - b.start)[0];
  const lines = [
    'BEGIN:VTIMEZONE',
    'TZID:x',
    ...observances.flatMap((observance) => observance.lines),
    'END:VTIMEZONE',
  ];
  const jcal: unknown = ICAL.parse(lines.join('\r\n'));
  if (first === undefined || !Array.isArray(jcal)) return undefined;
  const zone = new ICAL.Timezone(new ICAL.Component(jcal));
  const offsetMs = (wall: number) =>
    (wall < first.start ? first.from : zone.utcOffset(ICAL.Time.fromJSDate(new Date(wall), true))) * 1000;
  return {
    instantOf: (wall) => wall - offsetMs(wall),
    isCertain: (wall) =>
      observances.some(({ daylight }) => !daylight) ||
      wall < first.start ||
      (wall - first.start) % (first.yearly ? YEAR_MS : Infinity) < DAYLIGHT_MS,
  };
}

function compact(wall: number): string {
  return new Date(wall).toISOString().replace(/[-:]|\.\d+Z/gu, '');
}

function secondsOf(text: string | undefined): number | undefined {
  const match = /^\s*([+-])(\d{2}):?(\d{2}):?(\d{2})?\s*$/u.exec(text ?? '');
  if (match === null) return undefined;
  const [, sign, hours, minutes, seconds = '0'] = match;
  const all = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return all > LONGEST_OFFSET_S ? undefined : sign === '-' ? -all : all;
}

function offsetText(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const all = Math.abs(seconds);
  return `${seconds < 0 ? '-' : '+'}${two(all / 3600)}${two((all % 3600) / 60)}`;
}
