import cues from './answer-cues.json' with { type: 'json' };

const THEN = new Map(Object.entries(cues.now_for_then));
const DOING = new Set(cues.doing);
const ADVERBS = new Set(cues.adverbs);
const SUBJECTS = new Set([...'i we he she it they who everyone everybody nobody someone somebody'.split(' '), ...cues.person.filter((person) => !person.includes(' '))]);
const NOW = new Set('now today currently nowadays'.split(' '));

/**
 * Words of a story whose verbs stand in the present ("last winter he become worse, so I call doctor") with those verbs in
 * the past, as they are meant. Many languages tell the past so, and how well somebody speaks is not what is judged. Only
 * for answers that name a time in the past; what is said of today stays as it is.
 */
export function toldInPast(words: readonly string[]): string[] {
  if (words.some((word) => NOW.has(word))) return [...words];
  let afterSubject = false;
  return words.map((word) => {
    if (afterSubject && ADVERBS.has(word) && word !== 'have') return word;
    const told = afterSubject ? pastOf(word) : word;
    afterSubject = SUBJECTS.has(word);
    return told;
  });
}

function pastOf(word: string): string {
  const bases = [word, word.replace(/s$/u, ''), word.replace(/es$/u, ''), word.replace(/ies$/u, 'y')];
  for (const base of bases) {
    const then = THEN.get(base);
    if (then !== undefined) return then;
    if (DOING.has(base)) return regularPast(base);
  }
  return word;
}

function regularPast(base: string): string {
  if (base.endsWith('e')) return `${base}d`;
  return /[^aeiou]y$/u.test(base) ? `${base.slice(0, -1)}ied` : `${base}ed`;
}
