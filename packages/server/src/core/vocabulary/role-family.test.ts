import { expect, it } from 'vitest';
import { roleFamilyLabel, roleFamilyOf } from './role-family.ts';

it.each([
  ['Staff Nurse – A&E', 'healthcare'],
  ['Nursery Nurse', 'education'],
  ['Healthcare Assistant (nights)', 'care'],
  ['Senior Back-End Developer', 'software'],
  ['Data Engineer', 'data'],
  ['Regional Sales Manager', 'sales'],
  ['Customer Service Team Leader', 'customer-service'],
  ['Sous Chef', 'hospitality'],
  ['Store Manager', 'retail'],
  ['Maths Teacher', 'education'],
  ['HGV Class 1 Driver', 'logistics'],
  ['LKW-Fahrer (m/w/d)', 'logistics'],
  ['CNC Machinist', 'trades'],
  ['Accounts Payable Clerk', 'finance'],
  ['SEO Specialist', 'marketing'],
  ['HR Business Partner', 'people'],
  ['Agile Project Manager', 'projects'],
  ['Executive Assistant to the CEO', 'administration'],
  ['Graduate Mechanical Engineer', 'engineering'],
  ['Paralegal', 'legal'],
  ['Social Worker, Children’s Services', 'public-sector'],
  ['Head of Operations', 'management'],
])('takes %s for %s', (title, family) => {
  expect(roleFamilyOf(title, '')).toBe(family);
});

it('reads the text when the title says nothing, and guesses nothing when neither does', () => {
  expect(
    roleFamilyOf(
      'Superstar wanted!',
      'Plan lessons, manage behaviour, teach mixed ability classes and meet parents and carers.',
    ),
  ).toBe('education');
  expect(roleFamilyOf('Superstar wanted!', 'Come and join us.')).toBe('general');
});

it('has a name for people to read', () => {
  expect(roleFamilyLabel('logistics')).toBe('Driving, logistics and warehouse');
  expect(roleFamilyLabel('general')).toBe('Any role');
});

it('reads the first 20,000 characters of a text, and needs two competencies', () => {
  const teaching = 'Plan lessons, manage behaviour, teach mixed ability classes and meet parents and carers.';
  expect(roleFamilyOf('Superstar wanted!', `${'x '.repeat(9950)}${teaching}`)).toBe('education');
  expect(roleFamilyOf('Superstar wanted!', `${'x '.repeat(10_000)}${teaching}`)).toBe('general');
  expect(roleFamilyOf('Superstar wanted!', 'Plan lessons.')).toBe('general');
});
