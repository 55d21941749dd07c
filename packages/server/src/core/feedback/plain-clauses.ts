import { folded, sentencesOf } from '../vocabulary/ports.ts';

/** A clause in lower case and without accents, for patterns. `sentence` counts from 0. */
export type PlainClause = { readonly text: string; readonly sentence: number };

/** Signs and small words between which a new clause stands, where a subject follows. */
const BETWEEN =
  /[,;:()–—]\s*|\s-\s|\s(?=(?:and|but|so|because|then|when|while|although|though|which|who|after|before|until|if|where)\s(?:(?:then|so|also|just|even|now)\s)?(?:i|we|he|she|they|it|the|this|that|my|our|his|her|their|you|nobody|everybody|nothing|no)\b)/u;

/** The clauses of a text in order. Small ones stand alone; nothing is quoted from here. */
export function plainClausesOf(text: string): PlainClause[] {
  return sentencesOf(text).flatMap((span, sentence) =>
    folded(span.text)
      .split(BETWEEN)
      .map((piece) => piece.trim().replace(/[.!?"”’]+$/u, ''))
      .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
      .map((piece) => ({ text: piece, sentence })),
  );
}

/** What may stand before the subject of a clause. */
export const LEAD =
  '(?:(?:and|but|so|then|also|because|when|while|that|well|honestly|actually|frankly|sadly|sorry|really|just|still|' +
  'in the end|at the end|to be honest|to be fair|as i said|after that|afterwards|as a result|personally|' +
  'unfortunately|basically|in fact|at that time|that day|there|again|no|yes|yeah|er|erm|um|oh)[ ,]+){0,4}';
