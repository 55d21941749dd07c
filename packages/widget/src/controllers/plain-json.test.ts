import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainJson } from './plain-json.ts';

const nurse = { kind: 'text', title: 'Nurse', text: 'An advert' };
const cyclic = (): Record<string, unknown> => {
  const posting: Record<string, unknown> = { ...nurse, parts: [{ deep: {} }] };
  posting.self = posting;
  return posting;
};

describe('plainJson', () => {
  it.each([
    ['a copy', { ...nurse }, nurse],
    ['another order of keys', { text: 'An advert', title: 'Nurse', kind: 'text' }, nurse],
    ['a field that is undefined', { ...nurse, company: undefined }, nurse],
    ['another order inside a list', { list: [{ a: 1, b: 2 }] }, { list: [{ b: 2, a: 1 }] }],
    ['a proxy', new Proxy({ ...nurse }, {}), nurse],
    ['a frozen object without a prototype', Object.freeze(Object.assign(Object.create(null), nurse)), nurse],
    ['a date and its text', { at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }],
    ['a function, which JSON cannot hold', { ...nurse, onApply: () => undefined }, nurse],
    ['two cycles of the same shape', cyclic(), cyclic()],
  ])('takes %s for the same', (_case, one, other) => {
    expect(plainJson(one)).toBe(plainJson(other));
  });

  it.each([
    ['a text', { ...nurse, title: 'Porter' }, nurse],
    ['a field more', { ...nurse, company: '' }, nurse],
    ['null and undefined', { ...nurse, company: null }, nurse],
    ['the order of a list', { list: [1, 2] }, { list: [2, 1] }],
    ['a number and its digits', { pay: 1 }, { pay: '1' }],
    ['a cycle and none', cyclic(), nurse],
  ])('tells apart what differs in %s', (_case, one, other) => {
    expect(plainJson(one)).not.toBe(plainJson(other));
  });

  it('keeps what stands twice side by side', () => {
    const place = { city: 'Leeds' };
    expect(plainJson({ a: place, b: [place, place] })).toBe(
      '{"a":{"city":"Leeds"},"b":[{"city":"Leeds"},{"city":"Leeds"}]}',
    );
  });

  it('never throws, whatever a page passes', () => {
    const deep = Array.from({ length: 100_000 }).reduce<object>((inside) => ({ inside }), {});
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const hostile = [
      cyclic(),
      deep,
      revoked.proxy,
      { pay: 1n },
      { toJSON: () => cyclic() },
      Object.defineProperty({}, 'title', {
        enumerable: true,
        get: () => {
          throw new Error('unreadable');
        },
      }),
    ];
    for (const value of hostile) expect(() => plainJson(value)).not.toThrow();
    fc.assert(fc.property(fc.anything(), (value) => void plainJson(value)));
  });

  it('is what JSON reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(plainJson(value) ?? '')).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
