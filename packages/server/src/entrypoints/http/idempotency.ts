import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { IdempotencyStore, KeptAnswer, OwnClaim } from '../../core/idempotency/ports.ts';
import type { Clock } from '../../core/kernel/clock.ts';
import { randomSecret } from '../../core/kernel/digests.ts';
import { type IdPrefix, type Origin, randomText } from '../../core/kernel/ids.ts';
import { parseJson } from '../../core/kernel/safe-json.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { Scope } from '../../core/tenancy/scope.ts';
import type { Answer } from './answer.ts';
import { PROBLEM_TYPE, type Problem } from './problem.ts';
import { decryptAnswer, encryptAnswer, keptName, originOf } from './answer-encryption.ts';

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

/** How long a claim is its owner's without a sign of life, and how often it gives one. */
const LEASE_MS = 20_000;
const RENEW_EVERY_MS = 5_000;

type Keeping = {
  readonly store: IdempotencyStore;
  readonly clock: Clock;
  readonly problemOf: (error: ServiceError) => Problem;
};

/** What a run makes a new thing of; another run of the same request has the same. */
export type OriginOf = <Prefix extends IdPrefix>(prefix: Prefix) => Origin;

/**
 * Runs an operation once for one key. The same request gets the first answer again, also when that was a refusal; what
 * may go better next time (retryable failures, and ours) may be tried again. A turn is not made again: the same one is
 * followed. Where a run was cut off, the next one makes things of the same origin, and so meets what the first has made.
 * Throws `idempotency_in_flight` and `idempotency_mismatch`.
 */
export async function answerOnce(
  request: IdempotentRequest,
  run: (origin: OriginOf) => Promise<Answer>,
  keeping: Keeping,
): Promise<Answer | Replayed> {
  const { scope, key, operation } = request;
  const { store, clock } = keeping;
  const bodyHash = hashOf(request.body);
  const own = { key: keptName(key), operation, owner: randomText(16) };
  const now = clock.now();
  const claim = await store.claim(scope, { ...own, bodyHash, seed: randomSecret(), now, until: now + LEASE_MS });
  if (claim.name === 'in_flight') throw new ServiceError('idempotency_in_flight', { retryAfterSeconds: 1 });
  if (claim.name === 'other_body')
    throw new ServiceError('idempotency_mismatch', {
      fields: [{ in: 'header', path: '/idempotency-key', message: 'was used with another body' }],
    });
  const encryption = { key, operation, bodyHash };
  if (claim.name === 'answered')
    return replayed({ ...claim.answer, body: decryptAnswer(claim.answer.body, encryption) });
  const ended = new AbortController();
  void renewLease(scope, own, { store, clock, ended: ended.signal });
  try {
    return await runAndKeep(() => run((prefix) => originOf({ key, operation, seed: claim.seed }, prefix)), {
      ...keeping,
      keep: (answer) => store.answer(scope, own, { ...answer, body: encryptAnswer(answer.body, encryption) }),
      release: () => store.release(scope, own),
    });
  } finally {
    ended.abort();
  }
}

type Ending = Keeping & { keep(answer: KeptAnswer): Promise<void>; release(): Promise<void> };

/** Whoever lost the claim meanwhile answers its own caller, and changes nothing that is kept. */
async function runAndKeep(run: () => Promise<Answer>, { clock, problemOf, keep, release }: Ending): Promise<Answer> {
  let answer: Answer;
  try {
    answer = await run();
  } catch (thrown) {
    const error = ServiceError.from(thrown);
    const problem = { status: error.status, contentType: PROBLEM_TYPE, body: JSON.stringify(problemOf(error)) };
    await persistently(clock, () => (error.status >= 500 || error.retryable ? release() : keep(problem)));
    throw thrown;
  }
  const first = keptAnswer(answer);
  await persistently(clock, () => (first === undefined ? release() : keep(first)));
  return answer;
}

/** Until it ended, or the claim is another's. */
async function renewLease(
  scope: Scope,
  own: OwnClaim,
  { store, clock, ended }: { store: IdempotencyStore; clock: Clock; ended: AbortSignal },
): Promise<void> {
  for (;;) {
    const over = await clock.sleep(RENEW_EVERY_MS, ended).then(
      () => false,
      () => true,
    );
    if (over) return;
    // A storage that is away now is asked again next time.
    const ours = await store.renew(scope, { ...own, until: clock.now() + LEASE_MS }).catch(() => true);
    if (!ours) return;
  }
}

/**
 * A storage out of breath is asked again. After that the claim stays until its lease runs out, and the next run meets
 * what this one has made.
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
