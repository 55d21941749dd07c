import type { Call, ReplyRequest, DecisionResult, Decision, Engine, ReplyEvent } from '../core/engine/ports.ts';

/** One step of a scripted reply: a token, a tool call, or a failure. */
export type Line = string | { readonly use: string; readonly args?: Record<string, unknown> } | Error;

/** What a scripted engine answers and writes. */
export type Script = {
  /** By the decision's name: the answer, or a function from its facts to the answer. A name that is missing gets the fallback. */
  readonly decisions?: Readonly<Record<string, unknown>>;
  /** The steps of every reply, or a function from the prompt context to them. */
  readonly reply?: readonly Line[] | ((context: unknown) => readonly Line[]);
};

const NO_USAGE = { inputTokens: 0, outputTokens: 0 };

/**
 * An engine that answers decisions by table and streams the tokens it is given. An answer that does not fit its schema
 * becomes the fallback.
 */
export function scriptedEngine({ decisions = {}, reply = [] }: Script): Engine {
  return {
    kind: 'model',
    label: 'A scripted engine, for tests.',
    knownAnswer: () => undefined,
    async runDecision<Facts, Answer>(
      decision: Decision<string, Facts, Answer>,
      facts: Facts,
      call: Call,
    ): Promise<DecisionResult<Answer>> {
      call.signal.throwIfAborted();
      const scripted = decisions[decision.name];
      const answer = decision.answer.safeParse(typeof scripted === 'function' ? scripted(facts) : scripted);
      return answer.success
        ? { answer: answer.data, by: 'model', usage: NO_USAGE }
        : { answer: decision.fallback(facts), by: 'fallback', usage: NO_USAGE };
    },
    async *streamReply<Context>(
      { context, tools }: ReplyRequest<Context>,
      { signal }: Call,
    ): AsyncGenerator<ReplyEvent> {
      let calls = 0;
      for (const line of typeof reply === 'function' ? reply(context) : reply) {
        signal.throwIfAborted();
        if (line instanceof Error) throw line;
        if (typeof line === 'string') {
          yield { type: 'text', text: line };
          continue;
        }
        calls += 1;
        const { use: name, args = {} } = line;
        const id = `call_${calls}`;
        yield { type: 'tool_call', id, name, args };
        const tool = tools.find((candidate) => candidate.name === name);
        const outcome =
          tool === undefined
            ? { ok: false, summary: `There is no tool named ${name}.`, output: null }
            : await tool.run(args, signal);
        yield { type: 'tool_result', id, name, outcome };
      }
    },
  };
}
