import { expect, it } from 'vitest';
import { ServiceError } from './service-error.ts';
import { contentText, failureName } from './tracer.ts';

it.each([
  [new ServiceError('turn_cancelled', { detail: 'secret' }), 'turn_cancelled'],
  [new TypeError('secret'), 'TypeError'],
  ['secret', 'unknown'],
  [undefined, 'unknown'],
])('the failure %s is named without its words', (thrown, name) => {
  expect(failureName(thrown)).toBe(name);
});

it('content is JSON, or null where it cannot be', () => {
  const round: { self?: unknown } = {};
  round.self = round;
  expect([contentText({ a: 1 }), contentText('a'), contentText(undefined), contentText(round)]).toEqual([
    '{"a":1}',
    '"a"',
    'null',
    'null',
  ]);
});
