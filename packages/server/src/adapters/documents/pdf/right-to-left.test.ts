import { expect, it } from 'vitest';
import { logicalLine } from './right-to-left.ts';

const drawn = (text: string) => Array.from(text).toReversed().join('');

it.each([
  ['brackets named by their form', `${drawn('אחות')}`.concat(' (', drawn('ילדים'), ')'), '(ילדים) אחות'],
  ['brackets named by their place in the sentence', `)${drawn('ילדים')}( ${drawn('אחות')}`, 'אחות (ילדים)'],
  ['a telephone number', `052 123 4567 :${drawn('טלפון')}`, 'טלפון: 052 123 4567'],
  ['a telephone number in groups from right to left', `4567 123 052 :${drawn('טלפון')}`, 'טלפון: 052 123 4567'],
  ['two years', `2026 - 2019 ${drawn('אחות')}`, 'אחות 2019 - 2026'],
  ['a name with what belongs to it', `${drawn('ידע')} Excel (2016)`, 'Excel (2016) ידע'],
])('puts %s in the order of reading', (_what, visual, logical) => {
  expect(logicalLine(visual, true)).toBe(logical);
});

it('turns only the words of the other direction in a line that begins at the left', () => {
  expect(logicalLine(`Hebrew (${drawn('עברית')}), English`, false)).toBe('Hebrew (עברית), English');
});
