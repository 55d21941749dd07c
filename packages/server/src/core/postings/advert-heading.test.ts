import { describe, expect, it } from 'vitest';
import { headingOf } from './advert-heading.ts';

describe('[N-15] a pasted advert is named', () => {
  it.each<[string, string, string | undefined]>([
    ['Join our team\nRegistered Nurse (m/f/x)\nYou care for children.', 'Registered Nurse (m/f/x)', undefined],
    ['Join our team of nurses!\n\nRegistered Nurse\nYou care.', 'Registered Nurse', undefined],
    ['About us\nWe bake.\nWerkstudent Backstube (m/w/d)', 'Werkstudent Backstube (m/w/d)', undefined],
    ['Welcome\nPosition: Night Porter\nYou carry.', 'Night Porter', undefined],
    ['Software Engineer at Acme Robotics\nYou build.', 'Software Engineer', 'Acme Robotics'],
    ['Software Engineer – Acme\nAcme is looking for an engineer.\nYou build.', 'Software Engineer', 'Acme'],
    ['Make a difference\nNorthfield Hospital is hiring.\nWard Clerk', 'Ward Clerk', 'Northfield Hospital'],
    ['Registered Nurse – Paediatrics\nYou care.', 'Registered Nurse – Paediatrics', undefined],
    ['Our client is looking for help.\nWard Clerk', 'Ward Clerk', undefined],
    ['Something unheard of\nYou do things.', 'Something unheard of', undefined],
    ['* Night porter\nYou work with the head chef and with our nurses.', 'Night porter', undefined],
  ])('from %j', (text, title, company) => {
    expect(headingOf(text)).toEqual({ title, ...(company === undefined ? {} : { company }) });
  });
});
