import { describe, expect, it } from 'vitest';
import { filled, jobTitle, shortened } from './wording.ts';

it.each([
  ['Payroll Clerk (m/w/d) – Leeds', 'Payroll Clerk'],
  ['Nurse (RN)', 'Nurse (RN)'],
  ['Fahrer [m|w|d] - REF 1234', 'Fahrer'],
  ['Developer (all genders)', 'Developer'],
  ['Cook // Hotel Inn', 'Cook'],
  ['Mid-Market\n Seller', 'Mid-Market Seller'],
  ['(m/w/d)', 'this role'],
  ['', 'this role'],
  [`${'a'.repeat(400)}`, 'a'.repeat(320)],
])('the title %j stands in a sentence as %j', (title, plain) => {
  expect(jobTitle(title)).toBe(plain);
});

it.each([
  [{ title: 'Cook', company: ' Inn\n by the sea ' }, undefined, 'Cook at Inn by the sea, Cook'],
  [{ title: 'Cook' }, undefined, 'Cook at this employer, Cook'],
  [{ title: '', company: ' ' }, 'the company', 'this role at the company, this role'],
])('slots are filled from %j', (names, withoutCompany, sentence) => {
  expect(filled('{title} at {company}, {title}', names, withoutCompany)).toBe(sentence);
});

describe('a shortened text', () => {
  it.each([
    ['one two three', 13, 'one two three'],
    ['one two three', 12, 'one two…'],
    ['one two, three', 12, 'one two…'],
    ['one incomprehensible', 12, 'one incompr…'],
    ['12345 7890123', 12, '12345 78901…'],
    ['123456 890123', 12, '123456 8901…'],
    ['1234567 90123', 12, '1234567…'],
    ['  one \n two ', 7, 'one two'],
  ])('of %j to %i is %j', (text, limit, short) => {
    expect(shortened(text, limit)).toBe(short);
  });
});
