import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { noTracer, type Tracer } from '../kernel/tracer.ts';
import { abortable } from './abortable.ts';
import { CumulativeText } from './cumulative-text.ts';
import { type Model, type ModelEvent, ModelFailure, type ModelRequest } from './model.ts';
import type { Call } from './ports.ts';
import type { ThoughtHabit } from './thought-habit.ts';
import { tracedStream } from './traced-model.ts';

const ATTEMPTS = 3;
const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 8_000;
/** More than any model reads or writes in one request. */
const MOST_TOKENS = 10_000_000;

export type ModelClient = {
  readonly model: Model;
  readonly clock: Clock;
  readonly tracer?: Tracer;
  /** What was learned about its text so far; for one client. */
  readonly habit?: ThoughtHabit;
  /** Called with why a model failed, in the vendor's words: for the operator's log. */
  readonly onFailure?: (failure: ModelFailure, modelId: string) => void;
};

/**
 * Streams a model's answer to one request and meters it. Retries after a transient failure, but only while no event was
 * passed on: a partial answer is never repeated. Throws ServiceError `model_unavailable`, `model_misconfigured` where
 * another try would fail the same, `answer_withheld` or `budget_reached`, or the signal's reason.
 */
export async function* streamModel(
  { model, clock, tracer = noTracer, onFailure }: ModelClient,
  request: ModelRequest,
  call: Call,
): AsyncGenerator<ModelEvent, void, undefined> {
  const { signal, meter, span } = call;
  const tracing = { signal, tracer, ...defined({ parent: span }) };
  for (let attempt = 1; ; attempt += 1) {
    await meter?.checkBudget();
    let passedOn = false;
    const text = new CumulativeText();
    try {
      for await (const event of abortable(tracedStream(model, request, tracing), signal)) {
        passedOn ||= event.type !== 'usage';
        const added = event.type === 'text' ? text.take(event.text) : text.end();
        if (added !== '') yield { type: 'text', text: added };
        if (event.type === 'text') continue;
        const modelEvent = event.type === 'usage' ? counted(event) : event;
        if (modelEvent.type === 'usage') await meter?.record({ ...modelEvent, modelId: model.id });
        yield modelEvent;
        if (modelEvent.type === 'finished') return;
      }
      // An iterator that ends without `finished` was cut, whatever its adapter intended.
      throw new ModelFailure('cut', 'The stream ended without its end.');
    } catch (thrown) {
      signal.throwIfAborted();
      if (thrown instanceof ServiceError) throw thrown;
      const failure =
        thrown instanceof ModelFailure
          ? thrown
          : new ModelFailure('unavailable', 'The model failed in a way it does not name.', { cause: thrown });
      onFailure?.(failure, model.id);
      if (failure.kind === 'rejected') throw new ServiceError('model_misconfigured', { cause: failure });
      if (passedOn || attempt === ATTEMPTS)
        throw new ServiceError('model_unavailable', { cause: failure, retryAfterSeconds: 2 });
      await clock.sleep(delayMs(attempt, failure), signal);
    }
  }
}

/** Tokens as a ledger can add them: a vendor, or what stands in its place, may say anything. */
function counted(usage: Extract<ModelEvent, { type: 'usage' }>): Extract<ModelEvent, { type: 'usage' }> {
  const whole = (tokens: number) =>
    Number.isFinite(tokens) ? Math.min(MOST_TOKENS, Math.max(0, Math.round(tokens))) : 0;
  const { inputTokens, outputTokens, cachedInputTokens } = usage;
  return {
    type: 'usage',
    inputTokens: whole(inputTokens),
    outputTokens: whole(outputTokens),
    ...(cachedInputTokens !== undefined && { cachedInputTokens: whole(cachedInputTokens) }),
  };
}

function delayMs(attempt: number, { retryAfterMs }: ModelFailure): number {
  return Math.min(LONGEST_DELAY_MS, Math.max(retryAfterMs ?? 0, FIRST_DELAY_MS * 2 ** (attempt - 1)));
}
