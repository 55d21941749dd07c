import { levelWish, nextQuestion, type PickedQuestion, topicOf, type TopicResult } from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { SessionFact } from '../sessions/ports.ts';
import type { Requirement } from '../vocabulary/ports.ts';
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
  const question = questionFact(picked, requirementText(picked, facts));
  return topic === undefined || picked.topic === undefined
    ? { question }
    : { question, topic: { name: topic.name, result: picked.topic } };
}

/** The words of the requirement that a question is about. */
export function requirementText({ requirementId }: PickedQuestion, facts: CoachFacts): string | undefined {
  return facts.requirements.find(({ id }) => id === requirementId)?.text;
}

/** The requirement that a message names, in its words or by a skill in it. */
export function namedRequirement(text: string, requirements: readonly Requirement[]): Requirement | undefined {
  return topicOf(text, requirements)?.requirement;
}

export function questionFact(picked: PickedQuestion, requirement: string | undefined): QuestionFact {
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
