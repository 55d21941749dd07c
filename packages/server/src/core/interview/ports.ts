export { BANK_VERSION, candidateAsks, questionOf, questions } from './bank.ts';
export { kindSchema, senioritySchema, stageSchema } from './bank-schema.ts';
export type { CandidateAsk, FollowUpPart, Level, Question, QuestionKind, Seniority, Stage } from './bank-schema.ts';
export { exampleAnswer, type ExampleAnswer } from './example-answer.ts';
export { followUp } from './follow-up.ts';
export { levelWish } from './level-wish.ts';
export { likelyQuestions } from './likely-questions.ts';
export { nextQuestion } from './next-question.ts';
export type { PickedQuestion, QuestionWish, TopicResult } from './next-question.ts';
export type { InterviewPosting } from './posting-profile.ts';
export { plainQuestion, type PlainQuestion } from './plain-question.ts';
export { isAbout, topicOf } from './question-topic.ts';
export type { Topic } from './question-topic.ts';
export { questionsToAsk } from './questions-to-ask.ts';
export type { QuestionToAsk } from './questions-to-ask.ts';
export { starterPrompts } from './starter-prompts.ts';
export type { StarterPrompt } from './starter-prompts.ts';
export { jobTitle } from './wording.ts';
export {
  endedPlan,
  type InterviewPlan,
  isTimeOver,
  MOST_FOLLOW_UPS,
  openIn,
  type PlannedAnswer,
  planProgress,
  withAnswer,
  withFollowUp,
  withQuestion,
} from './plan.ts';
export { changedPlan, type PlanChange, planFor, type PlanLength, withPlaceFor } from './plan-changes.ts';
export { isLawful, isOneQuestion, isSoundQuestion } from './question-check.ts';
export { nextInPlan } from './plan-question.ts';
export {
  type PlanEnding,
  planEndingIn,
  planLengthIn,
  type PlanOrder,
  planOrderIn,
  practiceAsked,
} from './plan-words.ts';
