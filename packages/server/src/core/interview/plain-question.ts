import { questionOf } from './bank.ts';
import glossary from './glossary.json' with { type: 'json' };
import { filled, type SlotNames } from './wording.ts';

/** A question in plainer words, and what its hard words mean. */
export type PlainQuestion = {
  readonly text: string;
  readonly words: readonly { readonly word: string; readonly meaning: string }[];
};

const LONG_WORD = 8;
const MOST_WORDS = 3;

/** The plainest wording of a question that is not the one it was asked in. Of a question that the bank does not have, its own. */
export function plainQuestion(
  { questionId, text }: { readonly questionId: string; readonly text: string },
  { names, said }: { readonly names: SlotNames; readonly said: string },
): PlainQuestion {
  const known = questionOf(questionId);
  const wordings = known === undefined ? [] : [known.text, ...known.variants].map((each) => filled(each, names));
  const others = wordings.filter((wording) => wording !== text);
  const [plainest = text] = others.toSorted((a, b) => hardnessOf(a) - hardnessOf(b));
  return { text: plainest, words: explained(said, text) };
}

/** Long words and long sentences are hard. */
function hardnessOf(text: string): number {
  const words = text.match(/[\p{L}’'-]+/gu) ?? [];
  return words.length + words.filter((word) => word.length >= LONG_WORD).length * 3;
}

/** What is asked about by its word comes first; then the hard words of the question. */
function explained(said: string, text: string): PlainQuestion['words'] {
  const entries = Object.entries(glossary).map(([word, meaning]) => ({ word, meaning }));
  const holds = (where: string) =>
    entries.filter(({ word }) => new RegExp(`\\b${word}(?:s|d|ing)?\\b`, 'iu').test(where));
  const asked = holds(said);
  return (asked.length > 0 ? asked : holds(text)).slice(0, MOST_WORDS);
}
