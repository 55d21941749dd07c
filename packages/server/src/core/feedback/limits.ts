import { languageOf } from '../vocabulary/ports.ts';
import { isHabit } from './habits.ts';
import { isOddStory } from './odd-story.ts';
import { isOtherSubject } from './other-subject.ts';
import { ownContentOf } from './own-content.ts';
import type { AskedQuestion, Judged, WeakPart } from './ports.ts';

/** How far the words of an answer can carry a score, and why. */
export type Limit = {
  /** What the score may come to. Left out: everything that was shown. */
  readonly most?: number;
  readonly text: string;
  readonly next: string;
  readonly answersQuestion?: false;
  /** What to ask about next. */
  readonly asks: WeakPart;
};

const LIMITS = {
  empty: {
    most: 1,
    text: 'It has the words of a good answer, but names nothing that happened, so I count very little of it.',
    next: 'Put the things in: who it was, what was broken or late, what you took in your hands, what was different then.',
    asks: 'specifics',
  },
  otherSubject: {
    most: 2,
    text: 'It reads like the answer to another question, so I count little of it for this one. I may be wrong.',
    next: 'Say in one sentence how it belongs to this question, or choose an occasion that does.',
    answersQuestion: false,
    asks: 'relevance',
  },
  habit: {
    most: 1,
    text: 'It says what you usually do or would do. They ask for one time when you did it.',
    next: 'Take the last time you did just that: which day, what was going on, what you did, how it ended.',
    asks: 'situation',
  },
  odd: {
    most: 1,
    text: 'I could not follow what happened in it, so I count very little of it.',
    next: 'Tell it plainly, as to somebody who was not there: who, where, what you did, how it ended.',
    asks: 'situation',
  },
  thin: {
    text: 'There is little in it yet that is yours alone, so take this number as a first impression.',
    next: 'Add two or three details that only you can know: who, where, what with, how long.',
    asks: 'specifics',
  },
} as const satisfies Record<string, Limit>;

const ASKS_FOR_OCCASION = new Set(['behavioural', 'experience']);
/** Of these a plain answer in general words is what was asked for. */
const ASKS_FOR_APPROACH = new Set(['technical', 'situational', 'knowledge', 'judgement']);

export type LimitFacts = {
  /** What of the answer may count. */
  readonly evidence: string;
  readonly question: AskedQuestion;
  readonly knownTexts: readonly string[];
  readonly criteria: readonly Judged[];
  /** Whether the engine found that it answers another question. */
  readonly otherSubject: boolean;
};

/**
 * What keeps a score low, or marks it as a first impression; `undefined` for most answers. The rules are for English, what
 * the engine found counts in every language.
 */
export function limitOf({ evidence, question, knownTexts, criteria, otherSubject }: LimitFacts): Limit | undefined {
  if (otherSubject) return LIMITS.otherSubject;
  if (languageOf(evidence).code !== 'en') return undefined;
  const { kind, text, requirement = '', looksFor } = question;
  const content = ownContentOf(evidence, [text, requirement, ...looksFor], knownTexts);
  const asksForApproach = ASKS_FOR_APPROACH.has(kind);
  if (content === 'empty' && !asksForApproach) return LIMITS.empty;
  if (isOddStory(evidence)) return LIMITS.odd;
  if (isOtherSubject(evidence, text)) return LIMITS.otherSubject;
  const occasion = criteria.find(({ criterionId }) => criterionId === 'occasion')?.shown;
  if (ASKS_FOR_OCCASION.has(kind) && occasion !== 'yes' && isHabit(evidence)) return LIMITS.habit;
  return content === 'own' ? undefined : LIMITS.thin;
}

/**
 * The criteria with so much taken back that they come to no more than this: what was shown in full becomes shown in
 * part, from the last one on, and then not shown. The number stays the sum of the criteria.
 */
export function within(criteria: readonly Judged[], most: number): readonly Judged[] {
  const limited = [...criteria];
  const worth = { yes: 1, partly: 0.5, no: 0 } as const;
  const sum = () => limited.reduce((total, { shown }) => total + worth[shown], 0);
  for (const [from, to] of [
    ['yes', 'partly'],
    ['partly', 'no'],
  ] as const) {
    for (let at = limited.length - 1; at >= 0 && sum() > most; at -= 1) {
      const judged = limited[at];
      if (judged?.shown === from) limited[at] = { ...judged, shown: to, quotes: to === 'no' ? [] : judged.quotes };
    }
  }
  return limited;
}
