import { judgedAs, listensFor } from '../feedback/ports.ts';
import type { QuestionFact } from './picked-question.ts';

/** A question with what an answer to it is judged by, which is what the candidate sees that they listen for. */
export function withCriteria(question: QuestionFact): QuestionFact {
  if (question.judgedAs !== undefined) return question;
  const list = judgedAs(question);
  const about = question.lookingFor;
  return { ...question, judgedAs: list, lookingFor: listensFor(list, about), about };
}
