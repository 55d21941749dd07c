import {
  APICallError,
  InvalidResponseDataError,
  JSONParseError,
  LoadAPIKeyError,
  TypeValidationError,
} from '@ai-sdk/provider';
import { describe, expect, it } from 'vitest';
import { HISTORY_REQUEST, SMALL_REQUEST } from '../../core/engine/test-model-script.ts';
import { modelFailure } from './ai-sdk-failure.ts';

type Facts = Partial<ConstructorParameters<typeof APICallError>[0]>;
const called = (facts: Facts) =>
  new APICallError({
    message: 'no',
    url: 'https://models.example/v1/messages?key=hidden',
    requestBodyValues: { messages: 'what a candidate said' },
    ...facts,
  });
const failed = (error: unknown, stage: 'asking' | 'answering' = 'asking') => modelFailure(error, SMALL_REQUEST, stage);

describe('a failure of the AI SDK', () => {
  it.each([
    [429, 'throttled'],
    [408, 'unavailable'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
    [529, 'unavailable'],
    [400, 'rejected'],
    [401, 'rejected'],
    [403, 'rejected'],
    [404, 'rejected'],
    [409, 'rejected'],
    [413, 'rejected'],
    [422, 'rejected'],
    [200, 'cut'],
  ] as const)('with status %i is “%s”', (statusCode, kind) => {
    expect(failed(called({ statusCode }))).toMatchObject({ name: 'ModelFailure', kind });
  });

  it.each([
    ['a network that is down', called({ cause: new Error('connect ECONNREFUSED') }), 'unavailable'],
    ['an address that is none', new TypeError('Failed to parse URL'), 'rejected'],
    ['a key that is missing', new LoadAPIKeyError({ message: 'no key' }), 'rejected'],
    ['whatever else is thrown', new Error('oh'), 'unavailable'],
    ['a thrown word', 'oh', 'unavailable'],
  ] as const)('before the answer, for %s', (_, error, kind) => {
    expect(failed(error)).toMatchObject({ kind });
  });

  it.each([
    ['an overload', { type: 'overloaded_error', message: 'Overloaded' }, 'unavailable'],
    ['a rate limit', { type: 'rate_limit_error', message: 'Slow down' }, 'throttled'],
    ['a rate limit by its code', { type: 'tokens', code: 'rate_limit_exceeded', message: 'Slow down' }, 'throttled'],
    ['a code that is a status', { type: 'BadRequestError', code: 400, message: 'bad' }, 'rejected'],
    ['a code that is a status in words', { code: '429', message: 'slow' }, 'throttled'],
    ['a wrong request', { type: 'invalid_request_error', message: 'bad' }, 'rejected'],
    ['an unknown word', { type: 'odd_error', message: 'odd' }, 'unavailable'],
    ['a bare word', 'overloaded', 'unavailable'],
    ['nothing', null, 'unavailable'],
    ['half a frame', new JSONParseError({ text: '{"a', cause: new Error('end') }), 'cut'],
    ['a frame of another shape', new TypeValidationError({ value: { a: 1 }, cause: new Error('shape') }), 'cut'],
    [
      'an end without its reason',
      new InvalidResponseDataError({ data: undefined, message: 'Response stream ended without a finish reason.' }),
      'cut',
    ],
    ['a socket that is gone', new Error('terminated'), 'cut'],
  ] as const)('within the answer, for %s', (_, error, kind) => {
    expect(failed(error, 'answering')).toMatchObject({ kind });
  });

  it('goes by its name where a stream began with an error event', () => {
    const first = (type: string, statusCode: number) =>
      called({ statusCode, responseBody: JSON.stringify({ type, message: 'first' }) });
    expect(failed(first('rate_limit_error', 500)).kind).toBe('throttled');
    expect(failed(first('invalid_request_error', 500)).kind).toBe('rejected');
    expect(failed(first('overloaded_error', 529)).kind).toBe('unavailable');
    expect(failed(called({ statusCode: 401, responseBody: '{"error":{"type":"rate_limit_error"}}' })).kind).toBe(
      'rejected',
    );
    expect(failed(called({ statusCode: 500, responseBody: '<html>' })).kind).toBe('unavailable');
  });
});

describe('how long to wait', () => {
  const wait = (responseHeaders: Record<string, string>) =>
    failed(called({ statusCode: 429, responseHeaders })).retryAfterMs;

  it('is read in seconds, in milliseconds, and as a date by the vendor’s own clock', () => {
    expect(wait({ 'retry-after': '7' })).toBe(7_000);
    expect(wait({ 'retry-after': '0.5' })).toBe(500);
    expect(wait({ 'retry-after-ms': '1500', 'retry-after': '2' })).toBe(1_500);
    expect(wait({ 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' })).toBe(
      30_000,
    );
    expect(wait({ 'retry-after': 'Wed, 21 Oct 2026 07:27:00 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' })).toBe(0);
  });

  it('is not known where nobody says it plainly', () => {
    for (const value of ['soon', '-3', '', 'Wed, 21 Oct 2026 07:28:30 GMT'])
      expect(wait({ 'retry-after': value })).toBeUndefined();
    expect(wait({ 'retry-after-ms': 'x' })).toBeUndefined();
    expect(wait({})).toBeUndefined();
  });
});

describe('what a failure tells', () => {
  it('is the address without its query, the status, the vendor’s word and its message', () => {
    const error = called({
      statusCode: 400,
      message: 'max_tokens must be positive',
      data: { error: { type: 'invalid_request_error', message: 'max_tokens must be positive' } },
    });
    expect(failed(error).message).toBe(
      'https://models.example/v1/messages: 400 invalid_request_error max_tokens must be positive',
    );
  });

  it.each([
    [
      "{\"error\":\"'response_format.type' must be 'json_schema' or 'text'\"}",
      "400 'response_format.type' must be 'json_schema' or 'text'",
    ],
    ['{"detail":"Not here"}', '400 Not here'],
    ['{"message":"No such model"}', '400 No such model'],
    ['{"error":{"message":"Bad","type":"BadRequestError","code":400}}', '400 BadRequestError Bad'],
    ['<html>', '400 A web page came instead of an answer.'],
  ])('is found in the body %s', (responseBody, message) => {
    expect(failed(called({ statusCode: 400, message: 'Bad Request', responseBody })).message).toBe(
      `https://models.example/v1/messages: ${message}`,
    );
  });

  it('is short', () => {
    expect(failed(called({ statusCode: 400, message: 'x'.repeat(9_000) })).message.length).toBeLessThan(400);
  });

  it('leaves out a message that quotes what was asked', () => {
    const quoting = (words: string) =>
      modelFailure(
        called({ statusCode: 400, message: `validation: ('body', 'input': '${words}')` }),
        HISTORY_REQUEST,
        'asking',
      ).message;
    expect(quoting('What have I made so far?')).not.toContain('What have I');
    expect(quoting('There is no résumé')).not.toContain('résumé');
    expect(quoting('max_tokens')).toContain('max_tokens');
  });

  it('never holds the request, nor what a model said', () => {
    const all = [
      called({ statusCode: 400 }),
      new JSONParseError({ text: 'what a model said', cause: new Error('end') }),
      new TypeValidationError({ value: 'what a model said', cause: new Error('shape') }),
    ];
    for (const error of all) {
      const failure = modelFailure(error, SMALL_REQUEST, 'answering');
      expect(failure.cause).toBeUndefined();
      expect(`${failure.message}${JSON.stringify(failure)}`).not.toMatch(/what a (?:model|candidate) said/);
    }
  });
});
