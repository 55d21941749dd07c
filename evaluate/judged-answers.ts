import { attemptAt } from '../packages/server/src/core/chat/attempt.ts';
import type { CoachFacts } from '../packages/server/src/core/chat/coach-facts.ts';
import { coachProjection } from '../packages/server/src/core/chat/coach-state.ts';
import type { QuestionFact } from '../packages/server/src/core/chat/picked-question.ts';
import type { Call, Engine } from '../packages/server/src/core/engine/ports.ts';
import { feedbackService } from '../packages/server/src/core/feedback/feedback-service.ts';
import type { FeedbackEvent } from '../packages/server/src/core/feedback/ports.ts';
import { CRITERION_IDS, type CriterionId, rubricNamed } from '../packages/server/src/core/feedback/rubric.ts';
import { questions } from '../packages/server/src/core/interview/ports.ts';
import { defined } from '../packages/server/src/core/kernel/defined.ts';
import { competencyIdsIn, type Requirement, wordsOf } from '../packages/server/src/core/vocabulary/ports.ts';
import { factsOf } from './known-facts.ts';
import type { LabelledAnswer, Occupation, Shown } from './labelled-set.ts';

/** One scoring of a labelled answer. */
export type JudgedAnswer = {
  readonly occupation: string;
  /** Its place in the file. */
  readonly index: number;
  readonly label: LabelledAnswer;
  /** Absent where no score was given: `insufficient_evidence`. */
  readonly score: FeedbackEvent['score'] | undefined;
  readonly reason: string | undefined;
  /** `false` where the feedback says that it answers another question. */
  readonly answersQuestion: boolean | undefined;
  /** Whether no judgement came, as when a model fails: then there is no score either. */
  readonly failed: boolean;
  readonly shown: ReadonlyMap<CriterionId, Shown>;
};

type Place = Pick<JudgedAnswer, 'occupation' | 'index' | 'label'>;
type Refusal = { readonly reason: string; readonly concern: string; readonly answersQuestion: boolean };

const NOTHING = { score: undefined, reason: undefined, answersQuestion: undefined, failed: true, shown: new Map() };

export type Engined = { readonly engine: Engine; readonly call: Call };

/**
 * Each answer judged once, as the first attempt in a chat of its own. One after another: a model here answers one at a
 * time. Throws where a model fails at every one of them.
 */
export async function judgedAnswers(occupation: Occupation, engined: Engined): Promise<JudgedAnswer[]> {
  const facts = factsOf(occupation);
  const judged: JudgedAnswer[] = [];
  let failure: unknown;
  for (const [index, label] of occupation.answers.entries()) {
    const of = { occupation: occupation.occupation, index, label };
    try {
      judged.push({ ...of, ...(await judgementOf(of, facts, engined)), failed: false });
    } catch (thrown) {
      failure = thrown;
      judged.push({ ...of, ...NOTHING });
    }
  }
  if (judged.every(({ failed }) => failed)) throw failure;
  return judged;
}

async function judgementOf(
  { index, label }: Place,
  facts: CoachFacts,
  { engine, call }: Engined,
): Promise<Omit<JudgedAnswer, keyof Place | 'failed'>> {
  const feedback = feedbackService(engine, rubricNamed('practice'));
  const said = { messageId: `msg_${index}`, text: label.text, state: coachProjection.initial, facts };
  const { event } = await feedback.judge(attemptAt(questionFact(label, facts), said), call);
  const shown = event.criteria.flatMap((one) => {
    const id = CRITERION_IDS.find((known) => known === one.criterionId);
    return id === undefined ? [] : [[id, one.shown] as const];
  });
  // A concern is the reason of its own kind of refusal.
  const { reason, concern, answersQuestion }: Partial<Refusal> = event;
  return { score: event.score, reason: concern ?? reason, answersQuestion, shown: new Map(shown) };
}

/**
 * The question as the coach would put it: with what the bank knows of it where it stands there, else tied to the
 * requirement of the advert that it shares most with, as every question of a practice is.
 */
function questionFact({ question, kind }: LabelledAnswer, { requirements }: CoachFacts): QuestionFact {
  const banked = questions.find(({ text, variants }) => [text, ...variants].includes(question));
  const named = banked?.competencyIds ?? competencyIdsIn(question);
  const requirement = closestOf(requirements, { question, named });
  return {
    type: 'question',
    questionId: banked?.id ?? 'evaluated',
    text: question,
    kind,
    stage: banked?.stage ?? 'behavioural',
    attempt: 1,
    lookingFor: [...(banked?.looksFor ?? [])],
    competencies: [...(named.length > 0 ? named : (requirement?.competencyIds ?? []))],
    ...defined({ requirement: requirement?.text }),
  };
}

/** By competencies first, then by words of four letters and more. */
function closestOf(
  requirements: readonly Requirement[],
  { question, named }: { question: string; named: readonly string[] },
): Requirement | undefined {
  const asked = new Set(longStems(question));
  const shared = ({ competencyIds, text }: Requirement) =>
    competencyIds.filter((id) => named.includes(id)).length * 3 +
    longStems(text).filter((stem) => asked.has(stem)).length;
  const [closest] = requirements.toSorted((a, b) => shared(b) - shared(a));
  return closest !== undefined && shared(closest) > 0 ? closest : undefined;
}

function longStems(text: string): string[] {
  return [...new Set(wordsOf(text).map(({ stem }) => stem))].filter((stem) => stem.length >= 4);
}

/** Of 6, so that rubrics of four, five and six criteria can be compared. */
export function pointsOf({ score }: Pick<JudgedAnswer, 'score'>): number {
  return score === undefined ? 0 : (score.met / score.of) * 6;
}
