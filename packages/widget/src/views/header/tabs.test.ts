import { describe, expect, it } from 'vitest';
import { tabForKey } from './tabs.ts';

describe('tabs', () => {
  it.each([
    ['ArrowRight', false, 'document'],
    ['ArrowLeft', false, 'document'],
    ['ArrowLeft', true, 'document'],
    ['Home', false, 'coach'],
    ['End', false, 'document'],
    ['Enter', false, undefined],
  ] as const)('%s (right to left: %s) goes to %s', (key, rightToLeft, to) =>
    expect(tabForKey(key, 'coach', rightToLeft)).toBe(to),
  );
});
