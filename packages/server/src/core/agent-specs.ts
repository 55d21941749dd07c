import type { AgentSpec, Named } from './agents/ports.ts';
import { decisions, replySpecs } from './decisions.ts';
import { RUBRICS } from './feedback/rubric.ts';

/** A spec that is shipped: whatever it names must be there, or it does not compile. */
type BuiltInSpec = AgentSpec & {
  readonly prompt: { readonly name: (typeof replySpecs)[number]['name'] };
  readonly decisions: readonly (typeof decisions)[number]['name'][];
  readonly rubric: 'practice' | null;
};

/** What a spec may name. */
export const NAMED: Named = {
  prompts: replySpecs.map(({ name }) => name),
  decisions: decisions.map(({ name }) => name),
  rubrics: RUBRICS,
};

/** The coach: practice questions, feedback with evidence, and help with everything around the interview. */
export const coachSpec = {
  id: 'coach',
  version: 1,
  name: 'Coach',
  behaviour: 'coach',
  prompt: { name: 'coach.reply' },
  decisions: ['chat.intent', 'chat.question_words', 'chat.follow_up', 'feedback.answer_reading'],
  tools: 'all',
  engine: 'coach',
  knowledge: ['posting', 'resume'],
  rubric: 'practice',
  handOff: null,
} as const satisfies BuiltInSpec;

/** The agents that are shipped. */
export const agentSpecs: readonly AgentSpec[] = [
  { ...coachSpec, decisions: [...coachSpec.decisions], knowledge: [...coachSpec.knowledge] },
];
