import type { SessionFact } from './ports.ts';

const NEVER_KEPT = /[\0\p{Surrogate}]/gu;
const REPLACEMENT = '\uFFFD';

/** Text that every storage keeps as it is, of the same length: NUL and halves of surrogate pairs become U+FFFD. */
export function wellFormedText(text: string): string {
  return text.replace(NEVER_KEPT, REPLACEMENT);
}

/** The first half of a surrogate pair at the end of a text, whose other half may come with the next words. */
export function openHalf(text: string): string {
  return /[\ud800-\udbff]$/.exec(text)?.[0] ?? '';
}

/** A copy of a fact with every string in it well-formed, so that those who follow now and those who read later meet the same. */
export function wellFormedFact(fact: SessionFact): SessionFact {
  // The copy has the shape of the fact: only strings change.
  return wellFormedValue(fact) as SessionFact;
}

function wellFormedValue(value: unknown): unknown {
  if (typeof value === 'string') return wellFormedText(value);
  if (Array.isArray(value)) return value.map(wellFormedValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [wellFormedText(key), wellFormedValue(entry)]));
}
