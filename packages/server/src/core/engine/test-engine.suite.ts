import * as z from 'zod';
import { manualClock } from '../../testing/manual-clock.ts';
import { type ModelScript, scriptedModel } from '../../testing/scripted-model.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { inWords } from './run-decision.ts';
import { llmEngine } from './llm-engine.ts';
import type { ModelFailure } from './model.ts';
import type { Attachment, BoundTool, Decision, Meter, ReplySpec, ReplyEvent } from './ports.ts';

/** Small decisions and reply specs, for the tests of `core/engine`. */
export const smallTalk: ReplySpec<'talk', { mood: string }> = {
  name: 'talk',
  version: 1,
  context: z.object({ mood: z.string() }),
};

export const colour: Decision<'colour', { text: string }, { colour: 'red' | 'blue' }> = {
  name: 'colour',
  version: 3,
  facts: z.object({ text: z.string() }),
  answer: z.object({ colour: z.enum(['red', 'blue']) }),
  fallback: () => ({ colour: 'blue' }),
};

export const place: Decision<'place', { text: string }, { at: number }> = {
  name: 'place',
  version: 1,
  facts: z.object({ text: z.string() }),
  answer: z.object({ at: z.number().int().min(0) }),
  inWords: inWords(z.object({ word: z.string() }), ({ word }, { text }: { text: string }) => ({
    at: text.indexOf(word),
  })),
  fallback: () => ({ at: 0 }),
};

const text = (name: string, body: string) => [name, { name, text: body, hash: `hash-${name}` }] as const;
export const prompts = new Map([
  text('talk', 'Be kind.\n--- now ---\nMood: {{mood}}'),
  text('colour', 'Name the colour of {{text}}.'),
  text('place', 'Find.\n--- now ---\n{{text}}'),
]);

export const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });

/** Counts what is recorded; refuses after `limit` requests. */
export function countingMeter(
  limit = Number.POSITIVE_INFINITY,
  refuse = () => new Error('enough'),
): Meter & { requests: () => number } {
  let requests = 0;
  const total = { inputTokens: 0, outputTokens: 0 };
  return {
    total,
    requests: () => requests,
    async checkBudget() {
      if (requests >= limit) throw refuse();
      requests += 1;
    },
    async record({ inputTokens, outputTokens }) {
      total.inputTokens += inputTokens;
      total.outputTokens += outputTokens;
    },
  };
}

/** An LLM engine over a scripted model, with a manual clock. */
export function engineOf(
  script: ModelScript,
  {
    tools = [],
    pdf = false,
    meter = countingMeter(),
  }: { tools?: readonly BoundTool[]; pdf?: boolean; meter?: ReturnType<typeof countingMeter> } = {},
) {
  const clock = manualClock();
  const model = scriptedModel(script, { pdf });
  const failures: ModelFailure[] = [];
  const engine = llmEngine({
    model,
    clock,
    prompts,
    decisions: [colour, place],
    replySpecs: [smallTalk],
    onFailure: (failure) => failures.push(failure),
  });
  const stop = new AbortController();
  const call = { scope, signal: stop.signal, meter };
  const events: ReplyEvent[] = [];
  const streamReply = async (
    said: string | readonly { role: 'candidate' | 'coach'; text: string }[] = 'Hello',
    more: { attachment?: Attachment } = {},
  ) => {
    const history = typeof said === 'string' ? [{ role: 'candidate' as const, text: said }] : said;
    for await (const event of engine.streamReply(
      { spec: smallTalk, context: { mood: 'calm' }, history, tools, ...more },
      call,
    ))
      events.push(event);
    return events;
  };
  return { clock, model, engine, stop, call, events, failures, streamReply, meter };
}

export function countTool(
  run: BoundTool['run'] = async () => ({ ok: true, summary: 'Counted', output: { n: 1 } }),
): BoundTool {
  return { name: 'count', description: 'Counts.', inputSchema: { type: 'object' }, run };
}
