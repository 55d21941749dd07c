import * as z from 'zod';
import { phraseIndex } from '../vocabulary/ports.ts';
import data from './interview-words.json' with { type: 'json' };

const byLanguage = z.record(z.string().regex(/^[a-z]{2}$/), z.array(z.string().min(3)).min(1));

// Parsed once when the module loads: a slip in the data stops the start, not a candidate's calendar.
const words = z
  .strictObject({
    version: z.literal('2026.11'),
    interview: byLanguage,
    otherwise: byLanguage,
    talk: byLanguage,
    legalForms: z.array(z.string()),
    videoHosts: z.array(z.string()),
  })
  .parse(data);

type Kind = 'interview' | 'otherwise' | 'talk';

const index = phraseIndex(
  (['interview', 'otherwise', 'talk'] as const).flatMap((kind) =>
    Object.values(words[kind]).flatMap((phrases) => phrases.map((phrase): [string, Kind] => [phrase, kind])),
  ),
);

/** Words of a text that name an interview with an employer: "exit interview" and the like do not. */
export function interviewWordsIn(text: string): string | undefined {
  const found = index.find(text);
  const others = found.filter(({ value }) => value === 'otherwise');
  const distinctive = found.filter(
    ({ value, start, end }) =>
      value === 'interview' && !others.some((other) => other.start <= start && end <= other.end),
  );
  const [longest] = distinctive.toSorted((a, b) => b.wordCount - a.wordCount);
  return longest === undefined ? undefined : text.slice(longest.start, longest.end);
}

/** Whether a text mentions people meeting or talking at all. */
export function mentionsMeeting(text: string): boolean {
  return index.find(text).some(({ value }) => value === 'talk');
}

export const LEGAL_FORMS: ReadonlySet<string> = new Set(words.legalForms);
export const VIDEO_HOSTS: readonly string[] = words.videoHosts;
