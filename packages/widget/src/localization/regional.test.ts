import { describe, expect, it } from 'vitest';
import { regional } from './regional.ts';

describe('the locale of a chat', () => {
  it.each([
    ['en', ['en-US', 'en'], 'en-US'],
    ['en', ['en-IN'], 'en-IN'],
    ['en', ['de-DE', 'en-US'], 'en-GB'],
    ['en-AU', ['en-US'], 'en-AU'],
    ['de', ['de-AT'], 'de-AT'],
    ['de', ['en-US'], 'de'],
    ['en', ['en-US-u-hc-h12'], 'en'],
    ['en', ['en'], 'en'],
    ['en', [], 'en'],
  ])('on a page in %s, for a browser in %s, is %s', (locale, languages, expected) => {
    expect(regional(locale, languages)).toBe(expected);
  });
});
