import type { Level } from './bank-schema.ts';

const HARD = /\b(?:hard|tough|tricky|difficult|challenging|demanding|advanced)\b|\b(?:harder|tougher|trickier)\b/iu;
const EASY = /\b(?:easy|easier|simple|simpler|gentle|gentler|lighter|basic)\b/iu;
/** "too hard", "not so difficult", "less demanding": a word for hard that asks for the opposite. */
const LESS =
  /\b(?:too|less|not (?:so|as|too|that)|so)\s+(?:hard|tough|tricky|difficult|challenging|demanding|advanced)\b/iu;
/** "too easy", "less simple". */
const MORE = /\b(?:too|less|not (?:so|as|too|that)|so)\s+(?:easy|simple|gentle|basic)\b/iu;

/** The level a message asks for: "something tougher", "that was too hard". Undefined when it says nothing of it. */
export function levelWish(message: string): Exclude<Level, 'usual'> | undefined {
  if (LESS.test(message)) return 'easier';
  if (MORE.test(message)) return 'harder';
  if (EASY.test(message)) return 'easier';
  return HARD.test(message) ? 'harder' : undefined;
}
