import cues from './answer-cues.json' with { type: 'json' };

/** Verbs in the past that name a state or a chance, nothing somebody did. */
export const STATIVE: ReadonlySet<string> = new Set(cues.stative);
/** Deeds in the past that do not end in "ed". */
export const IRREGULAR: ReadonlySet<string> = new Set(cues.irregular);
export const TO_BE: ReadonlySet<string> = new Set('was were had did got felt became'.split(' '));

/** Whether a word in small letters is a verb in the past. */
export function isPast(word: string): boolean {
  return IRREGULAR.has(word) || STATIVE.has(word) || TO_BE.has(word) || isRegularPast(word);
}

// "need", "proceed" and their like end the same way without being past.
export function isRegularPast(word: string): boolean {
  return word.length > 4 && word.endsWith('ed') && !word.endsWith('eed') ? true : word === 'agreed' || word === 'led';
}
