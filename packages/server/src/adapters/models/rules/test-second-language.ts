import cues from './answer-cues.json' with { type: 'json' };

const NOW = new Map([
  ...cues.doing.map(
    (base) =>
      [
        base.endsWith('e') ? `${base}d` : /[^aeiou]y$/u.test(base) ? `${base.slice(0, -1)}ied` : `${base}ed`,
        base,
      ] as const,
  ),
  ...Object.entries(cues.now_for_then).map(([now, then]) => [then, now] as const),
  ...(['was is', 'were are', 'had have'].map((pair) => pair.split(' ')) as [string, string][]), // each is two words
]);
const BEFORE_PARTICIPLES = new Set('was were been be have had has with'.split(' '));
const TIMES =
  /\b(?:20\d\d|ago|[Ll]ast (?:week|month|year|spring|summer|autumn|winter|[A-Z]\w+)|In [A-Z]\w+|One (?:day|night|morning|evening)|[Aa]t my previous|[Ii]n my last|[Dd]uring my second)\b/u;

/** Whether a text names a time when something happened, so its tense does not matter. */
export function namesTime(text: string): boolean {
  return TIMES.test(text) && !/\bI (?:joined|became)\b/u.test(text);
}

/** The text as written by somebody whose first language has no articles. */
export function withoutArticles(text: string): string {
  return text.replace(/\b(?:the|an?) (?=\S)/giu, '');
}

/** The text as written by somebody whose first language uses the present for the past. */
export function inPresent(text: string): string {
  let before = '';
  return text.replace(/\p{L}+/gu, (word) => {
    const small = word.toLowerCase();
    const kept = BEFORE_PARTICIPLES.has(before) && small.endsWith('ed');
    const changed = kept ? word : before === 'i' && small === 'was' ? 'am' : (NOW.get(small) ?? word);
    before = small;
    return changed;
  });
}
