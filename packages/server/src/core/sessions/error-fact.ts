import { FAILURES } from '../kernel/service-error.ts';
import type { TurnEvent } from './facts.ts';

type Failed = { readonly code: string; readonly message: string; readonly retryable: boolean };

/** The end of a turn that failed. `status` is the one a response with this failure would have. */
export function errorFact({ code, message, retryable }: Failed, turnId: string): Extract<TurnEvent, { type: 'error' }> {
  const known: Readonly<Record<string, { readonly status: number }>> = FAILURES;
  return { type: 'error', code, message, status: known[code]?.status ?? 500, retryable, turnId };
}
