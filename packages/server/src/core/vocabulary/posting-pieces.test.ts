import { expect, it } from 'vitest';
import { postingPieces } from './posting-pieces.ts';

const sectionsOf = (text: string) => postingPieces(text).map(({ section, text: piece }) => `${section}: ${piece}`);

it.each([
  ['Requirements\nSQL', ['requirements: SQL']],
  ['REQUIREMENTS & SKILLS\nSQL', ['requirements: SQL']],
  ['## What we offer you\nTea', ['benefits: Tea']],
  ['Requirements for this role:\nSQL', ['requirements: SQL']],
  ['**Your tasks at Acme**\nSQL', ['responsibilities: SQL']],
  ['Requirements for this role\nSQL', ['unknown: Requirements for this role', 'unknown: SQL']],
  ['OUR REQUIREMENTS TODAY\nSQL', ['requirements: SQL']],
  ['- Requirements\nSQL', ['unknown: Requirements', 'unknown: SQL']],
  [`${'x '.repeat(32)}requirements:\nSQL`, [`unknown: ${'x '.repeat(32)}requirements:`, 'unknown: SQL']],
  ['Requirements: SQL. Python.', ['requirements: SQL.', 'requirements: Python.']],
  ['Salary: 30 an hour. Python.', ['benefits: 30 an hour.', 'unknown: Python.']],
  ['Requirements:\n- SQL. And Python.\nContact:\nus', ['requirements: SQL. And Python.', 'other: us']],
  ['Skills\nSalary: 30\nSQL', ['benefits: 30', 'requirements: SQL']],
  ['Skills\nAbout us: we bake\nSQL', ['other: we bake', 'requirements: SQL']],
  ['Skills\n- Benefits:\nTea', ['benefits: Tea']],
  ['OUR requirements TODAY\nSQL', ['unknown: OUR requirements TODAY', 'unknown: SQL']],
  ['12 34 requirements 56\nSQL', ['unknown: 12 34 requirements 56', 'unknown: SQL']],
  [`${'x '.repeat(28)}requirements:\nSQL`, ['requirements: SQL']],
  [`${'x '.repeat(28)}xrequirements:\nSQL`, [`unknown: ${'x '.repeat(28)}xrequirements:`, 'unknown: SQL']],
  [`${'x '.repeat(28)}x requirements:\nSQL`, [`unknown: ${'x '.repeat(28)}x requirements:`, 'unknown: SQL']],
  [`- Requirements${' '.repeat(47)}: SQL\nJava`, ['requirements: SQL', 'requirements: Java']],
  [`- Requirements${' '.repeat(48)}: SQL\nJava`, [`unknown: Requirements${' '.repeat(48)}: SQL`, 'unknown: Java']],
  ['Note: requirements: SQL', ['unknown: Note: requirements: SQL']],
  [`- ${'x'.repeat(318)}. y`, [`unknown: ${'x'.repeat(318)}.`, 'unknown: y']],
  [`- ${'x'.repeat(317)}. y`, [`unknown: ${'x'.repeat(317)}. y`]],
])('%j has the pieces %j', (text, pieces) => {
  expect(sectionsOf(text)).toEqual(pieces);
});
