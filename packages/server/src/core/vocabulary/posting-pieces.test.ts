import { describe, expect, it } from 'vitest';
import { postingPieces } from './posting-pieces.ts';

/** Each piece as "section: text", with a dash before the text of a bullet. */
const piecesOf = (posting: string) =>
  postingPieces(posting).map(({ section, bullet, text }) => `${section}: ${bullet ? '- ' : ''}${text}`);

describe('the pieces of a posting', () => {
  it('stand in the section of the heading before them', () => {
    const posting = [
      'Warehouse Picker at Lakeside. Nights.',
      'What you’ll do',
      '- Pick 120 orders a shift',
      'REQUIREMENTS FOR THE ROLE',
      '- Forklift licence',
      'You can lift 20 kg. You arrive on time!',
      'Nice to have:',
      '• German',
      '## Benefits & perks',
      '1. Free meals',
      'About us',
      'We are a family firm.',
    ].join('\n');
    expect(piecesOf(posting)).toEqual([
      'unknown: Warehouse Picker at Lakeside.',
      'unknown: Nights.',
      'responsibilities: - Pick 120 orders a shift',
      'requirements: - Forklift licence',
      'requirements: You can lift 20 kg.',
      'requirements: You arrive on time!',
      'nice: - German',
      'benefits: - Free meals',
      'other: We are a family firm.',
    ]);
    for (const { text, start, end } of postingPieces(posting)) expect(posting.slice(start, end)).toBe(text);
  });

  it('of a heading inside a line stay in its section, but facts such as the salary change nothing after them', () => {
    const posting = [
      'Requirements: a nursing degree. Two years on a ward.',
      '- Salary: 40,000 a year',
      '- Location: Leeds',
      '- Night shifts',
      '- Benefits:',
      '- A pension',
    ].join('\n');
    expect(piecesOf(posting)).toEqual([
      'requirements: a nursing degree.',
      'requirements: Two years on a ward.',
      'benefits: - 40,000 a year',
      'other: - Leeds',
      'requirements: - Night shifts',
      'benefits: - A pension',
    ]);
  });

  it('know a heading with words around it only when it is marked as one', () => {
    expect(piecesOf('Skills that matter here:\nSQL and patience.')).toEqual(['requirements: SQL and patience.']);
    expect(piecesOf('**Some tasks in brief**\nServe guests.')).toEqual(['responsibilities: Serve guests.']);
    expect(piecesOf('Some tasks in brief\nServe guests.')).toEqual([
      'unknown: Some tasks in brief',
      'unknown: Serve guests.',
    ]);
    expect(piecesOf('Weather in spring:\nMostly rain.')).toEqual([
      'unknown: Weather in spring:',
      'unknown: Mostly rain.',
    ]);
    // The first known name says what the section is about, the longer one of two that begin together.
    expect(piecesOf('WHAT THE TEAM AND ITS TASKS ARE\nWe are six.')).toEqual(['other: We are six.']);
    expect(piecesOf('Further benefits of the role:\nFree meals.')).toEqual(['benefits: Free meals.']);
    expect(piecesOf('Your duties and responsibilities with us:\nServe guests.')).toEqual([
      'responsibilities: Serve guests.',
    ]);
    // Short capitals are an abbreviation, not a marked heading.
    expect(piecesOf('PAY NOW\nA test.')).toEqual(['unknown: PAY NOW', 'unknown: A test.']);
  });

  it('are not headings when they are bullets, or longer than a heading is', () => {
    expect(piecesOf('- Skills\nSQL.')).toEqual(['unknown: - Skills', 'unknown: SQL.']);
    const heading = `${'Requirements '.padEnd(69, 'x')}:`;
    expect(heading).toHaveLength(70);
    expect(piecesOf(`${heading}\nSQL.`)).toEqual(['requirements: SQL.']);
    expect(piecesOf(`x${heading}\nSQL.`)).toEqual([`unknown: x${heading}`, 'unknown: SQL.']);
    expect(piecesOf(`${'Really long words '.repeat(4)}skills: SQL.`)).toHaveLength(1);
  });

  it('are the sentences of a bullet when it is longer than a bullet is', () => {
    const bullet = `First. ${'x'.repeat(312)}.`;
    expect(bullet).toHaveLength(320);
    expect(postingPieces(`- ${bullet}`)).toHaveLength(1);
    expect(postingPieces(`- ${bullet}x.`)).toHaveLength(2);
  });

  it('come from the first 60,000 characters', () => {
    const posting = `${'x'.repeat(59_998)}\nSecond line`;
    expect(postingPieces(posting).map(({ text }) => text.length)).toEqual([59_998, 1]);
  });
});
