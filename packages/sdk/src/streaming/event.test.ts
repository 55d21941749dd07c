import { describe, expect, it } from 'vitest';
import { ConnectionError, streamError } from '../errors.ts';
import { parseEvent, StreamPosition } from './event.ts';

describe('the position in a log', () => {
  it.each([
    { what: 'the first event', after: undefined, id: '1', length: 0, known: 0, last: '1' },
    { what: 'the next event', after: '4', id: '5', length: 0, known: 0, last: '5' },
    { what: 'an event received before', after: '4', id: '3', length: 0, known: undefined, last: '4' },
    { what: 'the last event again', after: '4', id: '4', length: 0, known: undefined, last: '4' },
    { what: 'more of a text', after: '4.10', id: '4.15', length: 5, known: 0, last: '4.15' },
    {
      what: 'more of a text that begins in what is known',
      after: '4.10',
      id: '4.15',
      length: 12,
      known: 7,
      last: '4.15',
    },
    { what: 'as much of a text as is known', after: '4.10', id: '4.10', length: 10, known: undefined, last: '4.10' },
    { what: 'less of a text than is known', after: '4.10', id: '4.9', length: 9, known: undefined, last: '4.10' },
    { what: 'text after a gap', after: '4.10', id: '4.30', length: 5, known: 0, last: '4.30' },
    { what: 'a text that follows another', after: '4.10', id: '5.3', length: 3, known: 0, last: '5.3' },
    { what: 'an event without an id', after: '4', id: undefined, length: 3, known: 0, last: '4' },
    { what: 'an event with an id that is none', after: '4', id: 'x5', length: 3, known: 0, last: '4' },
    { what: 'any event after an id that is none', after: 'x', id: '2', length: 3, known: 0, last: '2' },
  ])('for $what', ({ after, id, length, known, last }) => {
    const position = new StreamPosition(after);
    expect(position.advanceTo(id, length)).toBe(known);
    expect(position.lastEventId).toBe(last);
  });
});

describe('the data of an event', () => {
  it('is an event, or nothing where its type is not known', () => {
    expect(parseEvent('{"type":"token","messageId":"msg_1","speakerId":"coach","text":"a"}')).toEqual({
      type: 'token',
      messageId: 'msg_1',
      speakerId: 'coach',
      text: 'a',
    });
    expect(parseEvent('{"type":"toString"}')).toBeUndefined();
  });

  it.each(['null', '{', ''])('%j is refused for good', (data) => {
    expect(() => parseEvent(data)).toThrow(ConnectionError);
    expect(() => parseEvent(data)).toThrow(expect.objectContaining({ code: 'malformed_answer', retryable: false }));
  });
});

it.each([
  ['token_expired', 'AuthenticationError', 401],
  ['consent_required', 'PermissionError', 403],
  ['session_expired', 'ConflictError', 409],
  ['budget_reached', 'RateLimitError', 429],
  ['shutting_down', 'UnavailableError', 503],
  ['of_the_future', 'InterviewPrepError', 418],
])('an error event of code %s is a %s', (...[code, name, status]) => {
  const event = { type: 'error', code, message: 'No.', status, retryable: true } as Parameters<typeof streamError>[0];
  expect(streamError(event, 'req_1')).toMatchObject({
    name,
    status,
    code,
    message: 'No.',
    detail: 'No.',
    retryable: true,
    requestId: 'req_1',
  });
});

it('an error event without a status is a failure of the server', () => {
  const event = { type: 'error', code: 'internal', message: 'No.', retryable: true } as const;
  expect(streamError(event, 'req_1')).toMatchObject({ name: 'ServerError', status: 500 });
});
