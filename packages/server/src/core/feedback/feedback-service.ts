import type { Engine } from '../engine/ports.ts';
import { defined } from '../kernel/defined.ts';
import { decisionFact } from '../sessions/ports.ts';
import { lengthOf } from './answer-length.ts';
import { checkEvidence, type EvidenceCheck } from './evidence-check.ts';
import { type AnswerFacts, answerReading, type AnswerReading } from './decisions.ts';
import { criteriaWith, starWith } from './combined.ts';
import { comparison } from './comparison.ts';
import { limitOf, within } from './limits.ts';
import type {
  AnswerLength,
  AskedQuestion,
  Attempt,
  Feedback,
  FeedbackEvent,
  FeedbackService,
  Judged,
  WeakPart,
} from './ports.ts';
import { isLong, isVeryLong } from './long-answer.ts';
import { refusalFor } from './refusals.ts';
import { FOLLOW_UP_FOR, followUpPart, type Rubric, type Rubrics } from './rubric.ts';
import { type AnswerSource, judgedBy, scoreOf, shownBy } from './score.ts';

const ALOUD = 'Say it once aloud, in under two minutes.';
const SHORTER = 'Tell it again in under two minutes: what it was about, your own part, and how it ended.';

type Rejected = Extract<EvidenceCheck, { name: 'rejected' }>;

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
        kind: question.kind,
        topics: [question.requirement ?? '', ...question.looksFor],
        anyLanguage: engine.kind === 'model',
      });
      const rubric = rubrics(question.kind);
      if (check.name === 'rejected') return refused(attempt, { ...check, rubric });
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
      const concern = result.answer.concern?.code;
      if (concern !== undefined)
        return { ...refused(attempt, { reason: 'concern', concern, language, rubric }), decisions };
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
  const { question, knownTexts, answer } = attempt;
  const earlier = attempt.completes ? attempt.previous : undefined;
  const shown = judgedBy(reading, rubric.criteria, source);
  const limit = limitOf({
    evidence: source.evidence,
    question,
    knownTexts,
    criteria: shown,
    otherSubject: reading.answersQuestion === false,
  });
  // An addition is limited by itself, and takes nothing from what was shown before.
  const criteria = criteriaWith(earlier, limit?.most === undefined ? shown : within(shown, limit.most));
  const score = scoreOf(criteria);
  if (score === undefined) return refused(attempt, { reason: 'off_topic', language, rubric });
  const capped = limit?.most !== undefined;
  const weakest = capped ? limit.asks : (weakestOf(criteria, { reading, rubric }) ?? limit?.asks);
  const length = lengthOf(answer, criteria);
  const compared = comparison(attempt, criteria);
  const event: FeedbackEvent = {
    ...basics(attempt, language),
    result: 'scored',
    score: limit === undefined ? score : { ...score, thin: true },
    criteria: [...criteria],
    star: rubric.star && !capped ? starWith(earlier, starOf(reading, source)) : [],
    strengths: capped ? [] : strengthsOf(criteria, rubric),
    gaps: criteria.filter(({ shown }) => shown === 'no').map(({ note }) => note),
    nextStep: capped ? limit.next : (nextStepOf(criteria, { reading, rubric, length }) ?? limit?.next ?? ALOUD),
    length,
    ...defined({ previous: compared, reasonText: limit?.text, answersQuestion: limit?.answersQuestion }),
  };
  return { event, weakest };
}

function refused(
  attempt: Attempt,
  { reason, concern, language, rubric }: Omit<Rejected, 'name'> & { readonly rubric: Rubric },
): Feedback {
  const { text, next } = refusalFor(reason, concern);
  const length = lengthOf(attempt.answer);
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
    ...defined({ concern, length: isLong(length) ? length : undefined }),
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
  { reading, rubric, length }: { reading: AnswerReading; rubric: Rubric; length: AnswerLength },
): string | undefined {
  if (isVeryLong(length)) return SHORTER;
  if (hidesBehindGroup(criteria, reading)) return 'You tell it as “we”. Say which part was yours.';
  const worst = worstOf(criteria);
  const next = rubric.criteria.find(({ id }) => id === worst?.criterionId)?.next;
  return next ?? (isLong(length) ? SHORTER : undefined);
}
