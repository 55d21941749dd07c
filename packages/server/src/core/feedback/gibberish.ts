import { folded, sentencesOf, wordsOf } from '../vocabulary/ports.ts';

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm', 'azertyuiop', 'qsdfghjklm'];
const RUNS = new Set(
  ROWS.flatMap((row) =>
    [row, [...row].toReversed().join('')].flatMap((line) =>
      Array.from({ length: line.length - 2 }, (_, at) => line.slice(at, at + 3)),
    ),
  ),
);
/** Words of a language that happen to stand in a row of keys. */
const REAL = new Set([
  'were',
  'wer',
  'we',
  'tree',
  'ree',
  'top',
  'pop',
  'sad',
  'dad',
  'add',
  'was',
  'fast',
  'tyre',
  'pot',
  'poi',
  'port',
  'report',
  'property',
  'typewriter',
  'as',
  'sass',
  'fad',
  'gas',
  'has',
  'had',
  'lad',
  'salad',
  'fall',
  'hall',
  'glad',
]);
const FEWEST_STRANGE = 4;
const MOST_STRANGE_SHARE = 0.3;
const FEWEST_REPEATS = 3;
const ABBREVIATIONS =
  /^(?:hr|hrs|nvq|html?|css|sql|nhs|gcse|hgv|lgv|vw|bmw|pdf|mri|ct|tv|dvd|hplc|gmp|cnc|crm|sms|gps|mm|cm|km|kg|ml|rn|gp|dpd|dhl|ups|tbc|pm|am|mr|mrs|ms|dr|st|vs|btw|tbh|hmm+|erm*|mmm+|shh+|pfff*|brr+|psst|nth|why|by|my|try|dry|fly|cry|sky|shy|spy|gym|hymn|rhythm|myth|sync|crypt|lynch|tryst|nymph|pygmy)$/u;

/** Whether an answer is keys at random, or the same few words over and over. */
export function isGibberish(answer: string): boolean {
  const words = wordsOf(answer).map(({ text }) => folded(text));
  const letters = words.filter((word) => /^\p{Script=Latin}+$/u.test(word));
  if (letters.length >= FEWEST_STRANGE) {
    const strange = letters.filter(isStrange).length;
    const doubled = words.filter((word, at) => word === words[at - 1] && word.length > 2).length;
    if (strange >= FEWEST_STRANGE && (strange + doubled) / letters.length >= MOST_STRANGE_SHARE) return true;
  }
  return repeatsItself(answer);
}

/** “asdf”, “hhhh”, “rtrtrt”, “bzzz”. */
function isStrange(word: string): boolean {
  if (REAL.has(word) || ABBREVIATIONS.test(word)) return false;
  if (/^(\p{L})\1{2,}$/u.test(word) || /^(\p{L}{2})\1{2,}$/u.test(word)) return true;
  if (word.length >= 3 && !/[aeiouy]/u.test(word)) return true;
  if (/[^aeiouy]{5,}/u.test(word) && !/(?:ngths?|ghts?|tch\w|schm|ngstr|rths?|sch\w)/u.test(word)) return true;
  const runs = Array.from({ length: Math.max(0, word.length - 2) }, (_, at) => word.slice(at, at + 3)).filter((run) =>
    RUNS.has(run),
  );
  return (
    word.length >= 3 && runs.length >= Math.max(1, word.length - 3) && !/^(?:were|tree|sad|add|wer|pop|top)/u.test(word)
  );
}

/** The same sentence at least three times, and hardly anything else. */
function repeatsItself(answer: string): boolean {
  const sentences = sentencesOf(answer)
    .map(({ text }) =>
      wordsOf(text)
        .map(({ stem }) => stem)
        .join(' '),
    )
    .filter((text) => text.includes(' '));
  if (sentences.length < FEWEST_REPEATS) return false;
  const counts = new Map<string, number>();
  for (const text of sentences) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return most >= FEWEST_REPEATS && most >= sentences.length * 0.6;
}
