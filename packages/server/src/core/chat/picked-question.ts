import { levelWish, nextQuestion, type PickedQuestion, topicOf, type TopicResult } from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { SessionFact } from '../sessions/ports.ts';
import { type CoachFacts, interviewPosting } from './coach-facts.ts';
import type { Intent } from './decisions.ts';

export type QuestionFact = Extract<SessionFact, { type: 'question' }>;

export type QuestionRequest = {
  /** The candidate's message; a requirement or a skill named in it is what the question is about. */
  readonly text: string;
  readonly facts: CoachFacts;
  readonly asked: readonly string[];
  readonly seed: string;
};

/** A question and what came of the topic that was asked for, to be said where the bank has none about it. */
export type TopicalQuestion = {
  readonly question: QuestionFact;
  readonly topic?: { readonly name: string; readonly result: TopicResult };
};

/** The next question of the practice, about what was named if something was. */
export function pickedQuestion(request: QuestionRequest, intent: Intent): QuestionFact {
  return topicalQuestion(request, intent).question;
}

/** The next question of the practice, on the topic and of the level the message asks for, and whether there was one. */
export function topicalQuestion(
  { text, facts, asked, seed }: QuestionRequest,
  { wanted, level }: Pick<Intent, 'wanted' | 'level'>,
): TopicalQuestion {
  const topic = topicOf(text, facts.requirements);
  const picked = nextQuestion({
    posting: interviewPosting(facts),
    asked,
    seed,
    ...(facts.resume === undefined ? {} : { resume: { competencyIds: facts.resumeCompetencyIds } }),
    ...defined({ wanted, topic, level: levelWish(text) ?? level }),
  });
  const question = questionFact(picked, facts);
  return topic === undefined || picked.topic === undefined
    ? { question }
    : { question, topic: { name: topic.name, result: picked.topic } };
}

/** A question as the log has it, with the words of the requirement that it is about. */
export function questionFact(picked: PickedQuestion, { requirements }: CoachFacts): QuestionFact {
  const requirement = requirements.find(({ id }) => id === picked.requirementId)?.text;
  return {
    type: 'question',
    questionId: picked.questionId,
    text: picked.text,
    kind: picked.kind,
    stage: picked.stage,
    attempt: 1,
    lookingFor: [...picked.looksFor],
    competencies: [...picked.competencyIds],
    outline: { ...picked.starHints },
    ...defined({ requirement }),
  };
}
