import { describe, expect, it } from 'vitest';
import { defined } from './defined.ts';
import { alphanumericNumber, randomSecret, sameText, sha256 } from './digests.ts';
import { newId } from './ids.ts';
import { ServiceError } from './service-error.ts';

describe('digests', () => {
  it('are those of the standards', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('write a number in a fixed number of characters', () => {
    expect([0n, 61n, 62n, 62n ** 6n - 1n].map((value) => alphanumericNumber(value, 6))).toEqual([
      '000000',
      '00000z',
      '000010',
      'zzzzzz',
    ]);
  });

  it('compare texts of any length', () => {
    expect([sameText('abc', 'abc'), sameText('abc', 'abd'), sameText('abc', 'abcd'), sameText('', '')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('random text', () => {
  it('has the length and the characters it states', () => {
    expect(randomSecret()).toMatch(/^[\w-]{43}$/);
    expect(newId('cht')).toMatch(/^cht_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(new Set(Array.from({ length: 100 }, () => newId('cht'))).size).toBe(100);
    // Every character of the alphabet occurs: no bit is lost.
    const characters = new Set(Array.from({ length: 100 }, () => newId('cht').slice(4)).join(''));
    expect([...characters].toSorted().join('')).toBe('0123456789abcdefghjkmnpqrstvwxyz');
  });
});

it('leaves out only what is undefined', () => {
  expect(Object.entries(defined({ a: undefined, b: null, c: 0, d: '', e: false }))).toEqual([
    ['b', null],
    ['c', 0],
    ['d', ''],
    ['e', false],
  ]);
});

describe('an error for the caller', () => {
  it('keeps the cause of what was not thrown on purpose, and hides it behind "internal"', () => {
    const cause = new TypeError('x is undefined');
    const error = ServiceError.from(cause);
    expect(error).toMatchObject({ code: 'internal', status: 500, retryable: true, cause, fields: [] });
    expect(error.message).toBe('Something went wrong on our side.');
    expect(ServiceError.from(error)).toBe(error);
    expect(new ServiceError('not_found', { detail: 'No chat.', retryAfterSeconds: 2 })).toMatchObject({
      status: 404,
      retryable: false,
      detail: 'No chat.',
      retryAfterSeconds: 2,
    });
  });
});
