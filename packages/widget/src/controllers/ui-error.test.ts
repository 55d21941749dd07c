import { ConnectionError, InterviewPrepError, RateLimitError } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { isAbortError, isChatEnded, isSetupError, uiErrorFrom } from './ui-error.ts';

const failure = { code: 'rate_limited', message: 'Too many.', status: 429, requestId: 'req_1', retryable: true };

describe('an error for display', () => {
  it('keeps what the server said', () => {
    expect(uiErrorFrom(new RateLimitError({ ...failure, detail: 'Wait a minute.', retryAfterSeconds: 60 }))).toEqual({
      code: 'rate_limited',
      status: 429,
      requestId: 'req_1',
      retryable: true,
      detail: 'Wait a minute.',
      retryAfterSeconds: 60,
    });
    expect(uiErrorFrom(new ConnectionError({ code: 'timeout', message: 'No response.' }))).toEqual({
      code: 'timeout',
      status: undefined,
      requestId: undefined,
      retryable: false,
      detail: 'No response.',
      retryAfterSeconds: undefined,
    });
  });

  it('has no text of its own for an unexpected exception, which can be tried again', () => {
    expect(uiErrorFrom(new TypeError('x is undefined'))).toEqual({
      code: 'unknown',
      status: undefined,
      requestId: undefined,
      retryable: true,
      detail: '',
      retryAfterSeconds: undefined,
    });
  });

  it.each([
    [401, 'unauthenticated', true],
    [403, 'origin_not_allowed', true],
    [403, 'consent_required', false],
    [404, 'not_found', false],
    [404, 'http_404', true],
    [405, 'http_405', true],
    [409, 'conflict', false],
    [422, 'validation_failed', false],
    [undefined, 'connection_failed', false],
  ])('with status %s %s is one of the setup: %s', (status, code, expected) => {
    expect(isSetupError(uiErrorFrom(new InterviewPrepError({ code, status, message: '' })))).toBe(expected);
  });

  it('knows an aborted stream and an ended chat', () => {
    expect(isAbortError(new DOMException('', 'AbortError'))).toBe(true);
    expect(isAbortError(new DOMException('', 'TimeoutError'))).toBe(false);
    expect(isAbortError(Object.assign(new Error('x'), { name: 'AbortError' }))).toBe(false);
    const ended = ['session_finished', 'session_expired', 'conflict'].map((code) =>
      isChatEnded(uiErrorFrom(new InterviewPrepError({ code, message: '' }))),
    );
    expect(ended).toEqual([true, true, false]);
  });
});
