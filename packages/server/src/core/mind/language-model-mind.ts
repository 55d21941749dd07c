import * as z from 'zod';
import { ServiceError } from '../kernel/service-error.ts';
import type { Asking } from './asking.ts';
import { conversed } from './conversing.ts';
import { decided } from './deciding.ts';
import type { Decision, Mind, Speech } from './ports.ts';
import { type Prompt, type Prompts, slotsOf } from './prompt.ts';

export type LanguageModelMindParts = Asking & {
  readonly prompts: Prompts;
  /** What it must be able to answer: each needs a prompt, or the mind is not made. */
  readonly decisions: readonly Pick<Decision<string, unknown, unknown>, 'name' | 'facts'>[];
  readonly speeches: readonly Pick<Speech<string, unknown>, 'name' | 'brief'>[];
};

/** The mind of a language model. Throws, naming it, when a prompt is missing or has a slot that nothing fills. */
export function languageModelMind(parts: LanguageModelMindParts): Mind {
  for (const { name, facts } of parts.decisions) ensureFits(promptOf(parts, name), facts);
  for (const { name, brief } of parts.speeches) ensureFits(promptOf(parts, name), brief);
  return {
    kind: 'model',
    label: `Answers are written by a language model (${parts.model.id}). It can be wrong.`,
    decide: (decision, facts, call) =>
      decided({ ...parts, prompt: promptOf(parts, decision.name) }, { decision, facts }, call),
    converse: (conversation, call) =>
      conversed({ ...parts, prompt: promptOf(parts, conversation.speech.name) }, conversation, call),
  };
}

function promptOf({ prompts }: Pick<LanguageModelMindParts, 'prompts'>, name: string): Prompt {
  const prompt = prompts.get(name);
  if (prompt === undefined) throw new ServiceError('internal', { detail: `There is no prompt named ${name}.` });
  return prompt;
}

function ensureFits(prompt: Prompt, data: z.ZodType): void {
  const known = data instanceof z.ZodObject ? Object.keys(data.shape) : [];
  const unknown = slotsOf(prompt).filter((slot) => !known.includes(slot));
  if (unknown.length > 0)
    throw new Error(`The prompt ${prompt.name} has slots that nothing fills: ${unknown.join(', ')}`);
}
