import { expect, it } from 'vitest';
import { FAILURES, ServiceError, type ErrorCode } from '../kernel/service-error.ts';
import { errorFact } from './error-fact.ts';

// The keys of a literal are its codes.
it.each(Object.keys(FAILURES) as ErrorCode[])('the end of a turn with %s has the status of such a response', (code) => {
  const error = new ServiceError(code);
  expect(errorFact(error, 'trn_1')).toEqual({
    type: 'error',
    code,
    message: error.message,
    status: error.status,
    retryable: error.retryable,
    turnId: 'trn_1',
  });
});

it('a code that is kept from another version is a failure of the server', () => {
  expect(errorFact({ code: 'of_the_past', message: 'No.', retryable: false }, 'trn_1').status).toBe(500);
});
