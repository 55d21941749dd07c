import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { IdempotencyStore, KeptAnswer } from '../../core/idempotency/ports.ts';
import type { Clock } from '../../core/kernel/clock.ts';
import { parseJson } from '../../core/kernel/safe-json.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { Scope } from '../../core/tenancy/scope.ts';
import type { Answer } from './answer.ts';
import { PROBLEM_TYPE, type Problem } from './problem.ts';
import { keptName, encryptAnswer, decryptAnswer } from './answer-encryption.ts';

/** What makes two requests the same one: who asks, for what, with which body. `operation` holds the path as well. */
export type IdempotentRequest = {
  readonly scope: Scope;
  readonly key: string;
  readonly operation: string;
  readonly body: unknown;
};

/** A first answer that is given again, as it was. */
export type Replayed = { readonly kind: 'kept'; readonly answer: KeptAnswer };

/** How a turn is kept: not its words, but where to read them. */
const TURN_TYPE = 'application/vnd.interview-prep.turn+json';

/** The waits between attempts to note how a request ended. */
const RETRY_DELAYS_MS = [100, 400, 1_600];

const keptTurn = z.object({
  chatId: z.string(),
  turnId: z.string(),
  after: z.object({ seq: z.number(), characters: z.number() }),
});

type Keeping = {
  readonly store: IdempotencyStore;
  readonly clock: Clock;
  readonly problemOf: (error: ServiceError) => Problem;
};

/**
 * Runs an operation once for one key. The same request gets the first answer again, also when that was a refusal; what
 * may go better next time (retryable failures, and ours) is forgotten. A turn is not made again: the same one is followed.
 * Throws `idempotency_in_flight` and `idempotency_mismatch`.
 */
export async function answerOnce(
  request: IdempotentRequest,
  run: () => Promise<Answer>,
  { store, clock, problemOf }: Keeping,
): Promise<Answer | Replayed> {
  const { scope, operation } = request;
  const kept = { key: keptName(request.key), operation };
  const encryptionContext = { key: request.key, operation, bodyHash: hashOf(request.body) };
  const claim = await store.claim(scope, { ...kept, bodyHash: encryptionContext.bodyHash, now: clock.now() });
  if (claim.name === 'in_flight') throw new ServiceError('idempotency_in_flight', { retryAfterSeconds: 1 });
  if (claim.name === 'other_body')
    throw new ServiceError('idempotency_mismatch', {
      fields: [{ in: 'header', path: '/idempotency-key', message: 'was used with another body' }],
    });
  if (claim.name === 'answered')
    return replayed({ ...claim.answer, body: decryptAnswer(claim.answer.body, encryptionContext) });
  const keep = (answer: KeptAnswer) =>
    store.answer(scope, kept, { ...answer, body: encryptAnswer(answer.body, encryptionContext) });
  let answer: Answer;
  try {
    answer = await run();
  } catch (thrown) {
    const error = ServiceError.from(thrown);
    const problem = { status: error.status, contentType: PROBLEM_TYPE, body: JSON.stringify(problemOf(error)) };
    await persistently(clock, () =>
      error.status >= 500 || error.retryable ? store.release(scope, kept) : keep(problem),
    );
    throw thrown;
  }
  const first = keptAnswer(answer);
  await persistently(clock, () => (first === undefined ? store.release(scope, kept) : keep(first)));
  return answer;
}

/**
 * What was done is done, also when a storage out of breath cannot note it at once: it is asked again, and then the claim
 * stays as it is. To give the claim back instead would let the same request do everything a second time.
 */
async function persistently(clock: Clock, write: () => Promise<void>): Promise<void> {
  for (const delayMs of RETRY_DELAYS_MS) {
    try {
      return await write();
    } catch {
      await clock.sleep(delayMs);
    }
  }
  await write().catch(() => undefined);
}

function replayed(answer: KeptAnswer): Answer | Replayed {
  if (answer.contentType !== TURN_TYPE) return { kind: 'kept', answer };
  return { kind: 'turn', ...keptTurn.parse(parseJson(answer.body)) };
}

function keptAnswer(answer: Answer): KeptAnswer | undefined {
  if (answer.kind === 'json')
    return { status: answer.status, contentType: 'application/json', body: JSON.stringify(answer.body) };
  if (answer.kind === 'empty') return { status: 204, contentType: '', body: '' };
  if (answer.kind !== 'turn') return undefined;
  const { chatId, turnId, after } = answer;
  return { status: 200, contentType: TURN_TYPE, body: JSON.stringify({ chatId, turnId, after }) };
}

function hashOf(body: unknown): string {
  return createHash('sha256').update(canonical(body)).digest('hex');
}

/** The same text for the same value, whatever the order of its keys. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) => {
      if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
      return Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)));
    }) ?? ''
  );
}
