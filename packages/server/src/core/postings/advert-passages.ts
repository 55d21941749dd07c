import * as z from 'zod';
import type { components } from '../../contract/openapi.d.ts';
import { isoTime } from '../kernel/clock.ts';
import { postingPieces, wordsOf } from '../vocabulary/ports.ts';
import file from './advert-topics.json' with { type: 'json' };

type Posting = components['schemas']['Posting'];

const topic = z.strictObject({ label: z.string(), asks: z.string(), says: z.string() });
const whole = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'iu');

// Parsed once when the module loads: a slip in the data stops the start.
const TOPICS = z
  .strictObject({ topics: z.array(topic) })
  .parse(file)
  .topics.map(({ label, asks, says }) => ({ label, asks: whole(asks), says: whole(says) }));

/** What an advert says about something. */
export type AdvertAnswer = {
  /** What was asked about, in our words: “leave”. Empty where it was nothing in particular. */
  readonly about: readonly string[];
  /** Sentences and lines of the advert, to the letter. */
  readonly passages: readonly string[];
  /** What stands beside the text: place, pay, closing date. */
  readonly details: readonly string[];
};

const MOST_PASSAGES = 3;
const MOST_TOPICS = 2;
const LONGEST_PASSAGE = 320;
const FEWEST_LETTERS = 4;
const DAY_MS = 86_400_000;
const MONEY = /[€£$]\s?\d|\d\s?(?:€|£|\$|eur|gbp|usd|k\b)/iu;

/** What the advert says about what was asked, from all of it. `now` is in epoch milliseconds. */
export function advertAnswer(posting: Posting, asked: string, now: number): AdvertAnswer {
  const topics = topicsOf(asked);
  const labels = topics.map(({ label }) => label);
  const lines = passagesOf(posting.description ?? '');
  const scored = lines
    .map((text, at) => ({
      text,
      at,
      points: pointsOf(text, { topics, asked: topics.length === 0 ? stems(asked) : NONE }),
    }))
    .filter(({ points }) => points > 0);
  const best = scored.toSorted((a, b) => b.points - a.points || a.at - b.at).slice(0, MOST_PASSAGES);
  return {
    about: labels,
    passages: best.toSorted((a, b) => a.at - b.at).map(({ text }) => text),
    details: detailsOf(posting, labels, now),
  };
}

type Topic = (typeof TOPICS)[number];
const NONE: ReadonlySet<string> = new Set();

/** The narrow ones stand before the broad ones. */
function topicsOf(asked: string): readonly Topic[] {
  const found = TOPICS.filter(({ asks }) => asks.test(asked));
  const narrow = found.filter(({ label }) => !BROAD.has(label));
  return (narrow.length > 0 ? narrow : found).slice(0, MOST_TOPICS);
}

/** Their words stand in questions about much else. */
const BROAD: ReadonlySet<string> = new Set(['the employer', 'the team', 'where it is', 'the steps of their selection']);

function pointsOf(text: string, { topics, asked }: { topics: readonly Topic[]; asked: ReadonlySet<string> }): number {
  const said = topics.filter(({ label, says }) => says.test(text) || (label === 'pay' && MONEY.test(text)));
  const shared = wordsOf(text).filter(({ stem }) => asked.has(stem)).length;
  return said.length * 2 + shared;
}

const stems = (text: string): ReadonlySet<string> =>
  new Set(wordsOf(text).flatMap(({ stem }) => (stem.length >= FEWEST_LETTERS && !COMMON.has(stem) ? [stem] : [])));

const COMMON: ReadonlySet<string> = new Set(
  wordsOf(
    'about advert posting there their they does what when where which would could this that with have from know tell mention ' +
      'anything something exactly really please into role work will them your need want like more much many look looking find seek expect require requirements ask asking',
  ).map(({ stem }) => stem),
);

function passagesOf(description: string): string[] {
  return postingPieces(description).flatMap(({ text }) => (/\s/u.test(text) ? [shortened(text)] : []));
}

function shortened(text: string): string {
  if (text.length <= LONGEST_PASSAGE) return text;
  return `${text.slice(0, text.lastIndexOf(' ', LONGEST_PASSAGE))} …`;
}

function detailsOf(posting: Posting, labels: readonly string[], now: number): string[] {
  const { location, employmentType, salary, validThrough, company } = posting;
  const details: readonly (readonly [label: string, detail: string | undefined])[] = [
    ['where it is', location && `Place: ${location}`],
    ['working from home', location && `Place: ${location}`],
    ['pay', salary && `Pay: ${salary}`],
    ['the hours and shifts', employmentType && `Kind of employment: ${employmentType}`],
    ['the contract', employmentType && `Kind of employment: ${employmentType}`],
    ['the closing date', validThrough && closingDate(validThrough, now)],
    ['the employer', company && `Employer: ${company}`],
  ];
  return details.flatMap(([label, detail]) =>
    detail !== undefined && detail !== '' && labels.includes(label) ? [detail] : [],
  );
}

/** The closing date, and how it stands to today: dates are compared, not times of day. */
function closingDate(validThrough: string, now: number): string {
  const date = /^\d{4}-\d{2}-\d{2}/u.exec(validThrough)?.[0];
  const closes = date === undefined ? Date.parse(validThrough) : Date.parse(date);
  if (Number.isNaN(closes)) return `Closing date: ${validThrough}`;
  const today = Date.parse(isoTime(now).slice(0, 10));
  const days = Math.round((closes - today) / DAY_MS);
  const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(closes);
  if (days < 0) return `Closing date: ${words}. That has passed.`;
  return days === 0 ? `Closing date: ${words}. That is today.` : `Closing date: ${words}. That has not passed yet.`;
}
