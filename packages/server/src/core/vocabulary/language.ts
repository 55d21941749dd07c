import { languageFile } from './schema.ts';

/** An ISO 639-1 code, or `und` for a script or language that is none of those we know. */
export type DetectedLanguage = { readonly code: string; readonly confidence: 'high' | 'low' };

const SAMPLE_CHARACTERS = 6_000;
const SCRIPTS = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['zh', /\p{Script=Han}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['latin', /\p{Script=Latin}/gu],
  [
    'und',
    /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Hangul}\p{Script=Thai}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}]/gu,
  ],
] as const;
/** Letters of other languages in Latin script: Czech, Slovak, Hungarian, Turkish, Romanian, Croatian, Danish, Swedish and so on. */
const OTHER_LETTERS = /[čďěňřšťůžľĺŕőűğışșțăåøđħģķļņūīāėįų]/u;
/** A name or two of another language are in many a text; its words are not. */
const OTHER_SHARE = 0.12;
const profiles = Object.entries(languageFile.stopWords).map(([code, words]) => ({ code, words: new Set(words) }));

/**
 * The language a text is mostly written in, judged by script and small words. Fewer than eight words of a Latin script,
 * or a list of key words without small words, is answered with English and `low` confidence.
 */
export function languageOf(text: string): DetectedLanguage {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const counts = SCRIPTS.map(([code, pattern]) => ({ code, letters: sample.match(pattern)?.length ?? 0 }));
  const lettersOf = (code: string) => counts.find((count) => count.code === code)?.letters ?? 0;
  const total = counts.reduce((sum, { letters }) => sum + letters, 0);
  // Japanese mixes kana with far more Han than kana in headings; a tenth of kana is enough to distinguish it from
  // Chinese.
  const eastAsian = lettersOf('ja') + lettersOf('zh');
  if (eastAsian > total / 3) {
    return { code: lettersOf('ja') * 10 >= eastAsian ? 'ja' : 'zh', confidence: eastAsian >= 8 ? 'high' : 'low' };
  }
  const top = counts.toSorted((a, b) => b.letters - a.letters)[0];
  if (top && top.letters > 0 && top.code !== 'latin')
    return { code: top.code, confidence: top.letters >= 12 ? 'high' : 'low' };
  return latinLanguageOf(sample);
}

function latinLanguageOf(text: string): DetectedLanguage {
  // Letters that stand alone in a row are a heading that is spaced out, no small words.
  const joined = text.toLowerCase().replace(/(?<![\p{L}\p{M}])\p{L}(?: \p{L}){2,}(?![\p{L}\p{M}])/gu, ' ');
  const words = joined.match(/[\p{L}\p{M}]+/gu) ?? [];
  const others = words.filter((word) => OTHER_LETTERS.test(word)).length;
  if (words.length >= 8 && others >= words.length * OTHER_SHARE) return { code: 'und', confidence: 'high' };
  const shares = profiles
    .map(({ code, words: known }) => ({
      code,
      share: words.filter((word) => known.has(word)).length / Math.max(1, words.length),
    }))
    .toSorted((a, b) => b.share - a.share);
  const [first, second] = shares;
  if (!first || first.share < 0.08) return { code: 'en', confidence: 'low' };
  const clear = first.share >= 0.12 && first.share >= (second?.share ?? 0) * 1.3;
  if (words.length < 8)
    return { code: clear && words.length >= 4 && first.share >= 0.3 ? first.code : 'en', confidence: 'low' };
  return { code: first.code, confidence: clear ? 'high' : 'low' };
}
