import { ModelFailure, type ModelFailureKind } from '../../../core/engine/model.ts';
import { defined } from '../../../core/kernel/defined.ts';

/** By the vendor's names. What is missing here is judged by its HTTP status. */
const KINDS: Readonly<Record<string, ModelFailureKind>> = {
  ThrottlingException: 'throttled',
  ServiceQuotaExceededException: 'throttled',
  InternalServerException: 'unavailable',
  ServiceUnavailableException: 'unavailable',
  ModelErrorException: 'unavailable',
  ModelNotReadyException: 'unavailable',
  ModelStreamErrorException: 'unavailable',
  ModelTimeoutException: 'unavailable',
  AccessDeniedException: 'rejected',
  ValidationException: 'rejected',
  CredentialsProviderError: 'rejected',
  TokenProviderError: 'rejected',
};

/** What an error of the AWS client may carry. `$response` is hidden from loops over its keys. */
type AwsError = Error & {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
  readonly $response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
};

/** What the AWS client threw as a ModelFailure; `answering` when the vendor had begun to answer. */
export function bedrockFailure(thrown: unknown, { answering }: { answering: boolean }): ModelFailure {
  if (thrown instanceof ModelFailure) return thrown;
  // Every field is optional, so this claims nothing about an error of another origin.
  const error: AwsError = thrown instanceof Error ? thrown : new Error(String(thrown));
  const retryAfterMs = retryAfter(error);
  return new ModelFailure(kindOf(error, answering), `${error.name}: ${error.message}`, {
    cause: thrown,
    ...defined({ retryAfterMs }),
  });
}

function kindOf(error: AwsError, answering: boolean): ModelFailureKind {
  const named = KINDS[error.name];
  if (named !== undefined) return named;
  // The client has just learnt the vendor's time from this refusal, so the same request may pass now.
  if (error.$metadata?.clockSkewCorrected === true) return 'unavailable';
  const status = error.$metadata?.httpStatusCode;
  if (status === undefined || status < 300) {
    if (error.message === 'Region is missing') return 'rejected';
    // A stream that is broken off has no name of its own, and the status of the answer that had begun so well.
    return answering || status !== undefined ? 'cut' : 'unavailable';
  }
  if (status === 429) return 'throttled';
  return status >= 500 || status === 408 ? 'unavailable' : 'rejected';
}

function retryAfter({ $response }: AwsError): number | undefined {
  const seconds = $response?.headers?.['retry-after'];
  return seconds !== undefined && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}
