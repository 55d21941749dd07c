import { describe, expect, it } from 'vitest';
import { regional } from './regional.ts';

describe('the locale of a chat', () => {
  it.each([
    ['en', 'en-US', 'en-US'],
    ['en', 'en-IN', 'en-IN'],
    ['en', 'de-DE', 'en'],
    ['en-AU', 'en-US', 'en-AU'],
    ['de', 'de-AT', 'de-AT'],
    ['de', 'en-US', 'de'],
    ['en', 'en', 'en'],
    ['en', '', 'en'],
  ])('on a page in %s, for a browser in %s, is %s', (locale, own, expected) => {
    expect(regional(locale, own)).toBe(expected);
  });
});
