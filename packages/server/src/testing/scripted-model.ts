import type { Model, ModelEvent, ModelRequest, ModelUsage } from '../core/engine/model.ts';

/**
 * One thing a scripted model does in an answer: says a piece of text; calls a tool (arguments as an object, or as the very
 * text a model wrote, which need not be JSON); reports its usage; ends for a reason; stops without an end; hangs until it
 * is aborted; fails.
 */
export type ModelLine =
  | string
  | { readonly call: string; readonly args?: Readonly<Record<string, unknown>> | string }
  | { readonly usage: ModelUsage }
  | { readonly end: 'end' | 'tool_calls' | 'length' | 'filtered' }
  | 'CUT'
  | 'HANG'
  | Error;

/** The lines of one answer. Where they name no end, the answer ends as it should, with a usage of 10 and 5 tokens. */
export type ModelAnswer = readonly ModelLine[];

/** Answers in order, the last one again and again; or a function from the request, and how many came before it, to the answer. */
export type ModelScript = readonly ModelAnswer[] | ((request: ModelRequest, index: number) => ModelAnswer);

export type ScriptedModel = Model & {
  /** Every request so far. */
  readonly requests: readonly ModelRequest[];
  /** How many requests were aborted while they ran. */
  readonly aborted: () => number;
};

/** A model that answers from a script. */
export function scriptedModel(
  script: ModelScript,
  { id = 'scripted', pdf = false }: { id?: string; pdf?: boolean } = {},
): ScriptedModel {
  const requests: ModelRequest[] = [];
  let aborted = 0;
  return {
    id,
    provider: 'interview_prep.scripted',
    reads: { pdf },
    requests,
    aborted: () => aborted,
    async *stream(request, signal) {
      const index = requests.push(request) - 1;
      const answer =
        typeof script === 'function' ? script(request, index) : (script[Math.min(index, script.length - 1)] ?? []);
      const onAbort = () => {
        aborted += 1;
      };
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        yield* answered(answer, signal);
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}

async function* answered(answer: ModelAnswer, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  let calls = 0;
  let usage: ModelUsage = { inputTokens: 10, outputTokens: 5 };
  let reason: 'end' | 'tool_calls' | 'length' | 'filtered' | undefined;
  for (const line of answer) {
    signal.throwIfAborted();
    if (line instanceof Error) throw line;
    if (line === 'CUT') return;
    if (line === 'HANG') await hanging(signal);
    else if (typeof line === 'string') yield { type: 'text', text: line };
    else if ('usage' in line) usage = line.usage;
    else if ('end' in line) reason = line.end;
    else {
      calls += 1;
      yield {
        type: 'tool_call',
        id: `vendor_${calls}`,
        name: line.call,
        json: typeof line.args === 'string' ? line.args : JSON.stringify(line.args ?? {}),
      };
    }
  }
  yield { type: 'usage', ...usage };
  yield { type: 'finished', reason: reason ?? (calls > 0 ? 'tool_calls' : 'end') };
}

function hanging(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
