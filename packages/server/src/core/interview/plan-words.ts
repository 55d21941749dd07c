import type { Stage } from './bank-schema.ts';
import type { PlanLength } from './plan-changes.ts';

/** What a message wants of a practice interview that is under way. */
export type PlanOrder =
  | ({ readonly kind: 'length' } & PlanLength)
  | { readonly kind: 'shorter' | 'longer' }
  | { readonly kind: 'leave_out' | 'only' | 'more_of'; readonly stage: Stage }
  | { readonly kind: 'more_about'; readonly topic: string };

/** Whether a message ends a practice, or asks how it went. */
export type PlanEnding = 'ends' | 'so_far';

const DEFAULT_MINUTES = 20;
/** Nothing longer is looked at, so that no text can make the patterns slow. */
const MOST_CHARACTERS = 300;
const MOST_WORDS = { practice: 30, order: 16 } as const;

const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  'a couple of': 2,
  three: 3,
  'a few': 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  'a dozen': 12,
  fifteen: 15,
  twenty: 20,
  'twenty five': 25,
  thirty: 30,
  forty: 40,
  'forty five': 45,
  fifty: 50,
  sixty: 60,
  ninety: 90,
};
const NUMBER = `\\d{1,3}|${Object.keys(NUMBERS)
  .toSorted((a, b) => b.length - a.length)
  .join('|')}`;

const HOURS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:an|one|1) (?:hour and a half|and a half hours)\b|\b1[.,]5 ?h(?:ours?)?\b/u, 90],
  [/\bthree quarters of an hour\b/u, 45],
  [/\b(?:half an?|a half|half) hour\b/u, 30],
  [/\b(?:a )?quarter of an hour\b/u, 15],
  [/\b(?:an|one|1|a full|a whole) ?h(?:our)?\b/u, 60],
];
const MINUTES = new RegExp(`(?<![\\d.,\\p{L}])(?<number>${NUMBER}) ?min(?:ute)?s?(?!\\p{L})`, 'u');
const QUESTIONS = new RegExp(
  `(?<![\\d.,\\p{L}])(?<number>${NUMBER}) (?:(?!more\\b|likely\\b|other\\b)[a-z]{2,14} ){0,3}questions\\b`,
  'u',
);

/** A message in lower case, with plain apostrophes and single blanks, without what it quotes. */
function plain(text: string, mostWords: number): string | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const said = text
    .toLowerCase()
    .replaceAll(/[“"][^“”"]{0,300}[”"]/gu, ' ')
    .replaceAll(/[‘’]/gu, "'")
    .replaceAll(/(?<=[a-z\d])-(?=[a-z])/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return said.split(' ').length > mostWords ? undefined : said;
}

const numberOf = (match: RegExpExecArray | null): number | undefined => {
  const number = match?.groups?.['number'];
  return number === undefined ? undefined : (NUMBERS[number] ?? Number(number));
};

function minutesSaid(said: string): number | undefined {
  return HOURS.find(([pattern]) => pattern.test(said))?.[1] ?? numberOf(MINUTES.exec(said));
}

function questionsSaid(said: string): number | undefined {
  return numberOf(QUESTIONS.exec(said));
}

/** How long a practice is to be, where a text says it: also in a text of another language that has “20 min” in it. */
export function planLengthIn(text: string): PlanLength | undefined {
  const said = plain(text, MOST_WORDS.practice) ?? '';
  const [questions, minutes] = [questionsSaid(said), minutesSaid(said)];
  if (questions !== undefined) return { questions };
  if (minutes !== undefined) return { minutes };
  if (/\b(?:short|quick|brief)\b/u.test(said)) return { minutes: 10 };
  return /\b(?:long|full length)\b/u.test(said) ? { minutes: 40 } : undefined;
}

const POLITE =
  '(?:(?:please|ok|okay|so|hi|hello|hey|right|alright|now|well|great|good|thanks|yes|yeah|sure|also|and|then|maybe|actually|cool|fine|but)[,.!:]? )*';
const WISH =
  "(?:(?:let's|let us|can (?:we|you|i)|could (?:we|you|i)|would you|will you|may i|shall we|should we|why don't we|i(?:'d| would) (?:like|love|prefer|rather)(?: it)?(?: if)?(?: (?:you|we))?(?: to)?|i (?:want|need|wish)(?: (?:you|us))?(?: to)?|i am ready (?:for|to)|i'm (?:ready|up) (?:for|to)|how about|what about|time for|just|maybe|please|now|also|quickly|perhaps|simply|try to|we (?:do|have|can do)) )*";
const DOES =
  '(?:(?:run|do|doing|have|having|hold|give|start|begin|make|conduct|simulate|set up|go through|take|try|practi[cs]e|practi[cs]ing|rehearse|play|lead|organise|arrange|get) )?';
/** Where a clause begins: only there a request can. */
const CLAUSE = `(?:^|[.!?,;:–—] ?|\\b(?:and|so|but|then) )${POLITE}${WISH}`;
const KIND =
  '(?:mock|practi[cs]e|trial|test|pretend|full|proper|complete|whole|real|realistic|simulated|short|quick|brief|long|little|job|serious|decent|entire|full length)';
const LONG = `(?:(?:${NUMBER}|half|half an?) ?(?:min(?:ute)?s?|hours?)(?: long)?|(?:${NUMBER}) questions?)`;

const PRACTICE: readonly RegExp[] = [
  new RegExp(`${CLAUSE}(?:interview me\\b|quiz me\\b|grill me\\b)(?! about (?:the|your|this))`, 'u'),
  new RegExp(
    `${CLAUSE}(?:be|act as|act like|play|pretend to be|pretend you(?:'re| are)|imagine you(?:'re| are)) (?:my|the|an?) (?:job |strict |real |tough |friendly )?interviewer\\b`,
    'u',
  ),
  new RegExp(
    `${CLAUSE}${DOES}(?:me |us |with me |through |me through )*(?:(?:a|an|one|another|some|my|this|that|the) )?(?:${LONG} )?(?:${KIND} )*(?:${KIND}) interviews?\\b`,
    'u',
  ),
  new RegExp(
    `${CLAUSE}${DOES}(?:me |us |through )*(?:(?:a|an|one|another|the) )?(?:${LONG} )(?:${KIND} )*(?:interview|practi[cs]e|session|rehearsal)\\b`,
    'u',
  ),
  new RegExp(
    `${CLAUSE}(?:run|do|have|hold|conduct|simulate|start|begin|try|practi[cs]e|go through) (?:me |us )?(?:through )?(?:an|one|another) (?:\\w+ )?interview\\b`,
    'u',
  ),
  new RegExp(`${CLAUSE}(?:ask|give|throw|fire|put) (?:me |at me )?(?:${NUMBER}) (?:\\w+ ){0,3}questions\\b`, 'u'),
];
const PRACTISES = new RegExp(
  `${CLAUSE}(?:practi[cs]e|rehearse|start|begin|go|interview|do (?:this|it|some|a round)|have a (?:go|round))\\b`,
  'u',
);
/** Questions that are to be listed, or put to the employer, are no interview. */
const OTHER_QUESTIONS =
  /\b(?:likely|to ask|i (?:can|could|should|might) ask|list|they (?:will|would|may|might)|prepare me)\b/u;
const ABOUT_ONE = /\bquestions? (?:about|on)\b/u;

/** Whether a message asks for a practice interview, and how long: 20 minutes where it says nothing about that. */
export function practiceAsked(text: string): PlanLength | undefined {
  const said = plain(text, MOST_WORDS.practice);
  if (said === undefined || OTHER_QUESTIONS.test(said)) return undefined;
  const length = planLengthIn(text);
  const asks = PRACTICE.some((pattern) => pattern.test(said));
  if (asks && !(ABOUT_ONE.test(said) && length === undefined)) return oneOrMore(length) ?? { minutes: DEFAULT_MINUTES };
  const timed = length !== undefined && (minutesSaid(said) !== undefined || 'questions' in length);
  return timed && PRACTISES.test(said) ? oneOrMore(length) : undefined;
}

/** One question is no interview. */
const oneOrMore = (length: PlanLength | undefined): PlanLength | undefined =>
  length !== undefined && 'questions' in length && length.questions < 2 ? undefined : length;

const STAGE_WORDS: readonly (readonly [Stage, string])[] = [
  [
    'opening',
    'opening|introductions?|intro|introductory|warm ?up|small talk|ice ?breakers?|beginning|first (?:part|stage)',
  ],
  ['experience', 'experience|background|career|work history|cv|resume|résumé'],
  ['technical', 'technical|trade|job specific|role specific|skills?|knowledge|professional|specialist|subject'],
  ['behavioural', 'behaviou?ral|behaviou?r|star|situations?|situational|soft skills?|competency|people'],
  ['closing', 'closing|ending|end|final|last (?:part|stage|question)|wrap ?up'],
];
const STAGE = STAGE_WORDS.map(([, words]) => words).join('|');
const PART = '(?: (?:questions?|parts?|stages?|rounds?|ones?|stuff|bit|section))*';
const EDGE =
  '(?:,? please| now| then| instead| today| for now| thanks| thank you| if (?:you can|possible|that is ok))*[\\s.!?…]*$';
const ORDER = `^${POLITE}${WISH}`;
const order = (words: string): RegExp => new RegExp(`${ORDER}(?:${words})${EDGE}`, 'u');
const staged = (words: string): RegExp =>
  new RegExp(`${ORDER}(?:${words}) (?:the |any |all |your )?(?<stage>${STAGE})${PART}${EDGE}`, 'u');

const IT = '(?:it|this|the (?:interview|practice|plan|session|whole thing)|things)';
const SHORTER = order(
  `make ${IT} (?:a (?:bit|little) |much |even )?shorter|shorten ${IT}|cut ${IT} (?:down|short)|(?:have |do |make it |with )?(?:a (?:bit |little )?shorter (?:interview|practice|plan|one|version)|fewer questions|less questions|not so many questions)|(?:that's|that is|it's|it is|this is) too (?:long|many questions)(?: for me)?|too many questions|reduce ${IT}`,
);
const LONGER = order(
  `make ${IT} (?:a (?:bit|little) |much |even )?longer|extend ${IT}|(?:have |do |add |with |ask )?(?:a (?:bit |little )?longer (?:interview|practice|plan|one|version)|(?:a few |some |several |${NUMBER} )?more questions)`,
);
const LEAVE_OUT = staged('leave out|leave|skip|drop|without|no|remove|omit|cut out|cut|not|forget|miss out|take out');
const LEAVE_OUT_LAST = new RegExp(`${ORDER}leave (?:the |any |all |your )?(?<stage>${STAGE})${PART} out${EDGE}`, 'u');
const ONLY = staged('only|just|nothing but|do only|do just|stick to|ask only|ask me only');
const MORE_OF = staged('(?:do |have |ask |ask me |give me )?(?:more|another)');
const MORE_ABOUT = new RegExp(
  `${ORDER}(?:(?:do |have |hear |ask |ask me |give me |get )?(?:more|something|some|another one|another)(?: questions?)? (?:about|on|around|regarding|to do with)|focus(?: more)? on|concentrate(?: more)? on|go deeper into|ask me (?:more )?about) (?<topic>[^.?!]{3,80}?)${EDGE}`,
  'u',
);
const MORE_TOPIC = new RegExp(
  `${ORDER}(?:do |have |ask |ask me |give me )?more (?<topic>[a-z /&-]{3,60}?) questions${EDGE}`,
  'u',
);
const LENGTH = new RegExp(
  `${ORDER}(?:make ${IT} |do |have |only have |only got |only |just |keep ${IT} to |cut ${IT} (?:down )?to |limit ${IT} to |i(?:'ve| have)? (?:only )?(?:got|have) (?:only |just )?|change ${IT} to )(?:only |just |about |around |for )?(?:a |an )?(?:${LONG}|half an hour|an hour|quarter of an hour|a quarter of an hour)(?: left| only| instead| interview| for this)*${EDGE}`,
  'u',
);

/** What a message wants to be different in a practice interview, where it plainly is about that. */
export function planOrderIn(text: string): PlanOrder | undefined {
  const said = plain(text, MOST_WORDS.order);
  if (said === undefined) return undefined;
  if (SHORTER.test(said)) return { kind: 'shorter' };
  if (LONGER.test(said)) return { kind: 'longer' };
  for (const [kind, patterns] of [
    ['leave_out', [LEAVE_OUT, LEAVE_OUT_LAST]],
    ['only', [ONLY]],
    ['more_of', [MORE_OF]],
  ] as const) {
    const stage = stageSaid(patterns.map((pattern) => pattern.exec(said)).find((match) => match !== null));
    if (stage !== undefined) return { kind, stage };
  }
  const length = LENGTH.test(said) ? planLengthIn(text) : undefined;
  if (length !== undefined) return { kind: 'length', ...length };
  const topic = (MORE_ABOUT.exec(said) ?? MORE_TOPIC.exec(said))?.groups?.['topic'];
  return topic === undefined ? undefined : { kind: 'more_about', topic: topic.replace(/^(?:the|my|your) /u, '') };
}

function stageSaid(match: RegExpExecArray | undefined): Stage | undefined {
  const words = match?.groups?.['stage'];
  return words === undefined
    ? undefined
    : STAGE_WORDS.find(([, pattern]) => new RegExp(`^(?:${pattern})$`, 'u').test(words))?.[0];
}

const STOPS = order(
  `(?:stop|end|finish|quit|abort)(?: (?:here|it|now|there|this|early|practi[cs]ing|the (?:interview|practice|session|plan)|for (?:now|today)))*|(?:that's|that is|this is|it's) (?:enough|all i can do)(?: for (?:now|today|me))?|enough(?: for (?:now|today))?|i(?:'ve| have) had enough(?: for (?:now|today))?|(?:i )?(?:have|need|must|got|want) to (?:stop|go|leave|end|finish)(?: (?:now|here|it|this))?|no more questions|call it a day|leave it (?:there|here|at that)|wrap (?:it |this )?up|break (?:it )?off(?: here)?|cancel (?:it|this|the interview|the practice)`,
);
const WENT = order(
  `how (?:did (?:i|that|it|this|the interview) (?:do|go)(?: (?:so far|overall|in (?:that|the interview)))?|was (?:i|that|it|my (?:interview|practice)|the interview)|have i done(?: so far)?|did i perform)|(?:give me |show me |make |write |have |see )?(?:a |the |my )?summary(?: (?:of (?:it|this|that|the interview|my answers)|so far))?|sum (?:it |this )?up|what was my (?:best|strongest|weakest) answer|what (?:should|do|must) i (?:need to )?(?:work on|improve)(?: most)?(?: next)?`,
);

/** Whether a message ends the practice, or asks how it went so far. */
export function planEndingIn(text: string): PlanEnding | undefined {
  const said = plain(text, MOST_WORDS.order);
  if (said === undefined) return undefined;
  if (STOPS.test(said)) return 'ends';
  return WENT.test(said) ? 'so_far' : undefined;
}
