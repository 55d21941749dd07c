import { A2AError, RequestMalformedError, TaskNotFoundError } from '@a2a-js/sdk/errors';
import { ServiceError } from '../../core/kernel/service-error.ts';

/** Our failure as A2A has it. Of a bug the caller learns only that it is one; `onBug` gets the error. */
export function a2aErrorOf(thrown: unknown, onBug: (error: ServiceError) => void): A2AError {
  if (thrown instanceof A2AError) return thrown;
  const error = ServiceError.from(thrown);
  onBug(error);
  if (error.code === 'not_found') return new TaskNotFoundError();
  if (error.code === 'validation_failed' || error.code === 'malformed_request')
    return new RequestMalformedError(saidOf(error));
  return new A2AError({ message: saidOf(error), metadata: { code: error.code, retryable: String(error.retryable) } });
}

function saidOf({ message, detail, fields }: ServiceError): string {
  const refused = fields.map(({ path, message: why }) => `${path === '' ? 'The request' : path}: ${why}`);
  return refused.length > 0 ? refused.slice(0, 5).join('; ') : (detail ?? message);
}
