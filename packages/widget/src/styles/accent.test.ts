import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, readableAccent, rgbOf } from './accent.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
const rgb = (hex: string) => rgbOf(hex) ?? [0, 0, 0];

describe('accent', () => {
  it('is readable on the background, on its tint and under its text, for any colour', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom<'light' | 'dark'>('light', 'dark'), (given, theme) => {
        const found = readableAccent(given, theme);
        expect(found).toBeDefined();
        if (!found) return;
        const paper = rgb(theme === 'light' ? '#ffffff' : '#15181e');
        expect(contrast(rgb(found.accent), paper)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(found.accent), rgb(found.soft))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(found.accent), rgb(found.on))).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps a readable colour', () => expect(readableAccent('#3557d6', 'light')?.accent).toBe('#3557d6'));

  it('ignores values that are not colours', () => expect(readableAccent('red;}', 'light')).toBeUndefined());
});
