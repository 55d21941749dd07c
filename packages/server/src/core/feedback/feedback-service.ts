import type { Engine } from '../engine/ports.ts';
import { defined } from '../kernel/defined.ts';
import { decisionFact } from '../sessions/ports.ts';
import { checkEvidence, type Reason } from './evidence-check.ts';
import { type AnswerFacts, answerReading, type AnswerReading } from './decisions.ts';
import { criteriaWith, starWith } from './combined.ts';
import { comparison } from './comparison.ts';
import type { AskedQuestion, Attempt, Feedback, FeedbackEvent, FeedbackService, Judged, WeakPart } from './ports.ts';
import { FOLLOW_UP_FOR, followUpPart, type Rubric, type Rubrics } from './rubric.ts';
import { type AnswerSource, judgedBy, scoreOf, shownBy } from './score.ts';

const REFUSALS: Record<Reason, { text: string; next: string }> = {
  empty: {
    text: 'There were no words in it.',
    next: 'Write a few sentences as you would say them. A rough start is enough.',
  },
  too_short: {
    text: 'It is too short to show anything yet.',
    next: 'Say where you were, what you did and how it ended: three sentences are enough.',
  },
  does_not_know: {
    text: 'Not knowing is allowed here; that is what practice is for.',
    next:
      'Think of the last time something like this went well or badly, at work or elsewhere, and tell that. ' +
      'Or say “next” for another question.',
  },
  question_repeated: {
    text: 'These are the words of the question, not yet an answer.',
    next: 'Tell one occasion from your own work that fits it.',
  },
  pasted_back: {
    text: 'Most of these words stand in the advert, your résumé or my own hints, so they show nothing new about you.',
    next: 'Say it in your own words, as you would across a table.',
  },
  off_topic: {
    text: 'I could not find anything in it that answers this question.',
    next: 'Look at what they listen for in this question and pick one point to begin with.',
  },
  other_language: {
    text: 'It is in a language I cannot judge without a language model, so I would rather not guess.',
    next: 'If you can, try it in English. Your words are kept either way.',
  },
  not_judged: {
    text: 'I could not make sense of my own reading of it. That is my fault, not yours.',
    next: 'Send the same answer once more; nothing of it is lost.',
  },
  injected_praise: {
    text: 'It speaks about the score instead of answering, and that never counts.',
    next: 'Answer the question itself; only what you say about your own work is read.',
  },
};

/** Feedback whose every claim is a verbatim quote and whose every number is counted by code. */
export function feedbackService(engine: Engine, rubrics: Rubrics): FeedbackService {
  return {
    async judge(attempt, call) {
      const { question, answer, said = answer, knownTexts } = attempt;
      const check = checkEvidence({
        said,
        answer,
        question: question.text,
        knownTexts,
        topics: [question.requirement ?? '', ...question.looksFor],
        anyLanguage: engine.kind === 'model',
      });
      const rubric = rubrics(question.kind);
      if (check.name === 'rejected')
        return refused(attempt, { reason: check.reason, language: check.language, rubric });
      const { evidence } = check;
      const facts = {
        question: questionFacts(question),
        criteria: rubric.criteria.map(({ id, label, note }) => ({ id, label, note })),
        answer: evidence,
      };
      const { language } = check;
      const result = await engine.runDecision(answerReading, facts, call);
      const decisions = [decisionFact(answerReading, result)];
      // An engine that could not read the answer gives no feedback about the candidate.
      if (result.by === 'fallback')
        return { ...refused(attempt, { reason: 'not_judged', language, rubric }), decisions };
      return {
        ...given(attempt, { reading: result.answer, rubric, source: { answer, evidence }, language }),
        decisions,
      };
    },
  };
}

function questionFacts({ text, kind, competencyIds, looksFor, requirement }: AskedQuestion): AnswerFacts['question'] {
  return { text, kind, competencyIds: [...competencyIds], looksFor: [...looksFor], ...defined({ requirement }) };
}

function given(
  attempt: Attempt,
  judgement: { reading: AnswerReading; rubric: Rubric; source: AnswerSource; language: string },
): Omit<Feedback, 'decisions'> {
  const { reading, rubric, source, language } = judgement;
  const earlier = attempt.completes ? attempt.previous : undefined;
  const criteria = criteriaWith(earlier, judgedBy(reading, rubric.criteria, source));
  const score = scoreOf(criteria);
  if (score === undefined) return refused(attempt, { reason: 'off_topic', language, rubric });
  const weakest = weakestOf(criteria, { reading, rubric });
  const compared = comparison(attempt, criteria);
  const event: FeedbackEvent = {
    ...basics(attempt, language),
    result: 'scored',
    score,
    criteria,
    star: rubric.star ? starWith(earlier, starOf(reading, source)) : [],
    strengths: strengthsOf(criteria, rubric),
    gaps: criteria.filter(({ shown }) => shown === 'no').map(({ note }) => note),
    nextStep: nextStepOf(criteria, { reading, rubric }),
    ...defined({ previous: compared }),
  };
  return { event, weakest };
}

function refused(
  attempt: Attempt,
  { reason, language, rubric }: { reason: Reason; language: string; rubric: Rubric },
): Feedback {
  const { text, next } = REFUSALS[reason];
  const criteria = rubric.criteria.map(({ id, label, note }): Judged => ({
    criterionId: id,
    label,
    shown: 'no',
    quotes: [],
    note,
  }));
  const event: FeedbackEvent = {
    ...basics(attempt, language),
    result: 'insufficient_evidence',
    reason,
    reasonText: text,
    criteria,
    star: [],
    strengths: [],
    gaps: [],
    nextStep: next,
  };
  return { event, weakest: undefined, decisions: [] };
}

function basics({ question, messageId, answer, number, parts }: Attempt, language: string) {
  const { questionId, text, requirement } = question;
  return {
    type: 'feedback',
    questionId,
    question: text,
    messageId,
    answer,
    attempt: number,
    language,
    ...defined({ requirement, parts }),
  } as const;
}

function starOf(reading: AnswerReading, source: AnswerSource): FeedbackEvent['star'] {
  return (['situation', 'task', 'action', 'result'] as const).map((part) => {
    const found = reading.star.find((read) => read.part === part);
    return { part, ...shownBy(found, source) };
  });
}

function strengthsOf(criteria: readonly Judged[], { criteria: rubric }: Rubric): string[] {
  return rubric
    .flatMap(({ id, strength }) => {
      const [quote] = criteria.find(({ criterionId, shown }) => criterionId === id && shown === 'yes')?.quotes ?? [];
      return quote === undefined ? [] : [`${strength}: “${quote.text}”`];
    })
    .slice(0, 2);
}

function weakestOf(
  criteria: readonly Judged[],
  { reading, rubric }: { reading: AnswerReading; rubric: Rubric },
): WeakPart | undefined {
  if (hidesBehindGroup(criteria, reading)) return 'own_role';
  const worst = rubric.criteria.find(({ id }) => id === worstOf(criteria)?.criterionId);
  return worst === undefined ? undefined : followUpPart(worst.id, rubric.criteria);
}

/** Candidates who say "we" throughout are helped most by naming their own part, whatever else is missing. */
function hidesBehindGroup(criteria: readonly Judged[], { speaksAsGroup }: AnswerReading): boolean {
  return speaksAsGroup && criteria.some(({ criterionId, shown }) => criterionId === 'own_action' && shown !== 'yes');
}

/** Not shown before shown in part; of equals the one that a follow-up helps first. */
function worstOf(criteria: readonly Judged[]): Judged | undefined {
  const inOrder = FOLLOW_UP_FOR.flatMap(([id]) => criteria.filter(({ criterionId }) => criterionId === id));
  return inOrder.find(({ shown }) => shown === 'no') ?? inOrder.find(({ shown }) => shown === 'partly');
}

function nextStepOf(
  criteria: readonly Judged[],
  { reading, rubric }: { reading: AnswerReading; rubric: Rubric },
): string {
  if (hidesBehindGroup(criteria, reading)) return 'You tell it as “we”. Say which part was yours.';
  const worst = worstOf(criteria);
  const next = rubric.criteria.find(({ id }) => id === worst?.criterionId)?.next;
  return next ?? 'Say it once aloud, in under two minutes, and keep it as it is.';
}
