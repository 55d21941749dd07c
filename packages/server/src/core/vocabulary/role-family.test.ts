import { expect, it } from 'vitest';
import { occupationOf, roleFamilyLabel, roleFamilyOf } from './role-family.ts';

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

it('is decided by the text only when it mentions two skills or more that few kinds of work share', () => {
  expect(roleFamilyOf('', 'Payroll.')).toBe('general');
  expect(roleFamilyOf('', 'Payroll and payroll.')).toBe('general');
  expect(roleFamilyOf('', 'Payroll and bookkeeping.')).toBe('finance');
  expect(roleFamilyOf('', 'Teamwork, communication and reliability.')).toBe('general');
});

it.each([
  // The most of the text wins, wherever it stands.
  ['', 'Wound care, payroll and bookkeeping', 'finance'],
  ['', 'Payroll, bookkeeping and wound care', 'finance'],
  ['', 'Payroll, wound care and bookkeeping', 'finance'],
  // The first family of a skill counts more than the others it is known in.
  ['', 'Care plans, medication administration and personal care', 'healthcare'],
  ['', 'Care plans, personal care and washing', 'care'],
  // A skill of three families counts, one of four does not, nor does one of none.
  ['', 'Payroll and Salesforce', 'finance'],
  ['', 'Payroll and safeguarding', 'general'],
  ['', 'Payroll and teamwork', 'general'],
  // Many kinds of work at once are none.
  ['', 'Payroll, Salesforce, wound care and personal care', 'general'],
  // Of two names of jobs in a title the last decides, and the title more than any text.
  ['Nurse and teacher', '', 'education'],
  ['Teacher and nurse', '', 'healthcare'],
  ['Nurse', 'Payroll, bookkeeping, audits, budgeting and forecasting', 'healthcare'],
  // Only the first 20,000 characters of the text are read.
  ['', `${'x '.repeat(9_900)}Payroll and bookkeeping.`, 'finance'],
  ['', `${'x '.repeat(10_000)}Payroll and bookkeeping.`, 'general'],
])('takes the job %j with the text %j for %s', (title, text, family) => {
  expect(roleFamilyOf(title, text)).toBe(family);
});

it('has a name to read', () => {
  expect(roleFamilyLabel('logistics')).toBe('Driving, logistics and warehouse');
});

it.each([
  ['Staff Nurse', 'Personal care of residents with dementia, care plans, hoist transfers.', 'nurse'],
  ['Nursing Home Cook', '', 'cook'],
  ['Nursery Nurse', '', 'nursery-practitioner'],
  ['Dental Nurse', 'Chairside work', 'dental-nurse'],
  ['Receptionist', 'Check in guests, take reservations, night audit.', 'hotel-receptionist'],
  ['Receptionist', 'Book appointments and greet visitors.', 'receptionist'],
  ['Medical Receptionist', 'Guests, reservations and the hotel next to us.', 'receptionist'],
  ['Driver', 'Articulated lorries, tachograph and CPC.', 'hgv-driver'],
  ['Driver', 'Eighty parcels a day by van.', 'delivery-driver'],
  ['Driver', 'Drive our bus to the timetable and help passengers.', 'bus-driver'],
  ['Driver', 'Come and join us.', undefined],
  ['Designer', 'Wireframes, prototypes and user research.', 'ux-designer'],
  ['Designer', 'Layouts and artwork in InDesign.', 'graphic-designer'],
  ['Developer', 'React, CSS and web accessibility.', 'frontend-developer'],
  ['Developer', 'REST APIs and PostgreSQL.', 'backend-developer'],
  ['Officer', 'Patrol, arrest and take statements.', 'police-officer'],
  ['Officer', 'Planning applications and committee reports.', 'council-officer'],
  ['Officer', 'Rent arrears and tenancies.', 'housing-officer'],
  ['Engineer', 'Boilers, gas safe, heating systems.', 'plumber'],
  ['Engineer', 'Drainage and setting out.', 'civil-engineer'],
  ['Team Member', 'Espresso, coffee and milk steaming.', 'bar-staff'],
  ['Teacher', 'Phonics in year 2.', 'primary-teacher'],
  ['Teacher', 'GCSE groups and a sixth form class.', 'secondary-teacher'],
  ['Superstar', 'Come and join us.', undefined],
  ['Beekeeper', 'Look after hives and jar honey.', undefined],
])('takes the job %j with the text %j for the occupation %s', (title, text, occupation) => {
  expect(occupationOf(title, text)?.id).toBe(occupation);
});

it('gives the family of the occupation wherever it knows one', () => {
  expect(roleFamilyOf('Receptionist', 'Check in guests, take reservations, night audit.')).toBe('hospitality');
  expect(roleFamilyOf('Designer', 'Wireframes, prototypes and user research.')).toBe('software');
});
