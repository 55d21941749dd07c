import { stemOf, wordsOf } from '../vocabulary/ports.ts';

/** What a question that somebody worded anew has to agree with. */
export type QuestionLimits = {
  /** The words of the bank that it stands for. */
  readonly example: string;
  readonly kind: string;
  readonly requirement?: string;
  /** Questions that were put before. */
  readonly asked: readonly string[];
  readonly language: string;
};

const LENGTH = { least: 15, most: 320 } as const;
const SIGN = /[?？؟]/gu;
const MARKUP = /[<>#*_`|\n\r[\]{}]|https?:|www\./u;
const ASKS = /^(?:please )?(?:tell me|describe|walk me|talk me|give me|explain|share|think of|take me)\b/iu;
/** What was done before, and what would be done. */
const PAST = /\b(?:time|times|when|example|occasion|situation|last|once|describe|tell|did|was|were|have you|has)\b/iu;
const WOULD = /\b(?:would|will you|if you|hypothetical|imagine|suppose)\b/iu;
const TOO_SIMILAR = 0.75;
const SHORT_WORD = 3;

const word = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'giu');
/** Of age, family, health, origin and belief no interviewer may ask. In the languages in which questions are asked most. */
const PRIVATE = word(
  [
    'age|ages|aged|old|older|young|younger|born|birth\\p{L}*|generation|retire\\p{L}*',
    'marri\\p{L}+|husband|wife|spouse|partner|child\\p{L}*|kids?|bab(?:y|ies)|pregnan\\p{L}*|matern\\p{L}*|famil(?:y|ies)|parent\\p{L}*|single|divorc\\p{L}+',
    'health\\p{L}*|ill|illness\\p{L}*|sick\\p{L}*|disab\\p{L}+|diagnos\\p{L}+|medic\\p{L}+|therap\\p{L}+|mental\\p{L}*|depress\\p{L}+|addict\\p{L}+|handicap\\p{L}*',
    'religio\\p{L}*|church\\p{L}*|mosque|synagogue|faith\\p{L}*|god|pray\\p{L}*|belie[fv]\\p{L}*|politic\\p{L}*|vot(?:e|ed|ing)|unions?|part(?:y|ies)',
    'national\\p{L}*|citizen\\p{L}*|ethnic\\p{L}*|rac(?:e|ial|ism)|origin\\p{L}*|native|tongue|accent|immigra\\p{L}*|migra\\p{L}+|passport|visa|skin|homeland|gender|sex\\p{L}*|gay|lesbian|orientation',
    'alter|alt|geboren|verheiratet|ehe\\p{L}*|kind|kinder\\p{L}*|schwanger\\p{L}*|famili\\p{L}+|krank\\p{L}*|behinder\\p{L}*|gesund\\p{L}*|glaube\\p{L}*|kirche|partei|gewerkschaft|staatsangehör\\p{L}*|herkunft|muttersprache',
    'âge|née?s?|marié\\p{L}*|enfants?|enceinte|santé|malad\\p{L}+|croyan\\p{L}+|église|syndicat|langue maternelle',
    'edad|casad[oa]s?|hij[oa]s?|embaraz\\p{L}+|salud|enferm\\p{L}+|discapac\\p{L}+|creenc\\p{L}+|iglesia|sindicato|origen',
    'età|sposat[oa]|figli[oa]?|incinta|salute|malat\\p{L}+|idade|filh[oa]s?|grávida|saúde|doen\\p{L}+|leeftijd|getrouwd|kinderen|zwanger|gezin|ziek\\p{L}*|geloof|afkomst|wiek|dzieci|ciąż\\p{L}*|rodzin\\p{L}+|zdrow\\p{L}+|wiar\\p{L}+',
  ].join('|'),
);
/** Asked of the candidate they are no part of any job, whatever the job is about. */
const OF_ONESELF =
  /\b(?:do|are|were|have|will|would|did) you (?:(?:have|having|want|plan|planning|hope|expect|expecting|intend|like|to|any|a|your|own|say|be|get|got|currently|ever|been|you|are|were) ){0,6}(?:children|kids|baby|family|pregnant|married|religious|disabled|ill|sick)\b|\byour (?:own )?(?:age|child(?:ren)?|kids|family|husband|wife|spouse|partner|health|religion|faith|church|nationality|origins?|ethnicity|accent|mother tongue|native language|disability|politics|marital status|pregnancy)\b|\bhow old are you\b|\bwhere (?:are|were|do) you (?:\w+ )?(?:from|born|come from)\b/iu;

/**
 * Whether a question may be put in other words than the bank's: it is one question, of the same kind, about the same
 * thing, about nothing private, and was not put before.
 */
export function isSoundQuestion(text: string, limits: QuestionLimits): boolean {
  const { kind, language, asked } = limits;
  return (
    isOneQuestion(text, language) &&
    isLawful(text, [limits.example, limits.requirement ?? '']) &&
    (language !== 'en' || (isOfKind(text, kind) && isAboutSame(text, limits))) &&
    asked.every((other) => similarity(text, other) < TOO_SIMILAR)
  );
}

/** Whether the text is one question and nothing else but a sentence that leads to it. */
export function isOneQuestion(text: string, language: string): boolean {
  const plain = text.trim();
  if (plain.length < LENGTH.least || plain.length > LENGTH.most || MARKUP.test(plain)) return false;
  const signs = plain.match(SIGN)?.length ?? 0;
  return signs === 1 ? /[?？؟]["'”’)]*$/u.test(plain) : signs === 0 && language === 'en' && ASKS.test(plain);
}

/** Whether it touches nothing private but what stands in these texts, and asks nothing private of the candidate. */
export function isLawful(text: string, given: readonly string[]): boolean {
  const known = given.join('\n').toLowerCase();
  return !OF_ONESELF.test(text) && (text.match(PRIVATE) ?? []).every((found) => known.includes(found.toLowerCase()));
}

function isOfKind(text: string, kind: string): boolean {
  if (kind === 'behavioural') return PAST.test(text) && !WOULD.test(text);
  return kind === 'situational' ? WOULD.test(text) || /\b(?:what|how) do you\b/iu.test(text) : true;
}

function isAboutSame(text: string, { example, requirement = '' }: QuestionLimits): boolean {
  const about = stemsOf(`${example} ${requirement}`);
  return [...stemsOf(text)].some((stem) => about.has(stem));
}

function similarity(one: string, other: string): number {
  const [a, b] = [stemsOf(one), stemsOf(other)];
  const shared = [...a].filter((stem) => b.has(stem)).length;
  return shared / Math.max(1, Math.min(a.size, b.size));
}

/** Words that say nothing of what a question is about. */
const EMPTY = new Set(
  'about with that this what when where which would have your you tell time work example describe they them there from were been into more most some other than then how did does for and the was are not'
    .split(' ')
    .map(stemOf),
);

function stemsOf(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .filter((one) => one.text.length > SHORT_WORD)
      .map(({ stem }) => stem)
      .filter((stem) => !EMPTY.has(stem)),
  );
}
