import { describe, expect, it } from 'vitest';
import { interviewWordsIn, mentionsMeeting } from './interview-words.ts';

describe('words for an interview', () => {
  it.each([
    ['Interview with Northfield', 'Interview'],
    ['Your screening call on Friday', 'screening call'],
    ['Interview, then a hiring manager call', 'hiring manager call'],
    ['Interview, later another interview', 'Interview'],
    ['Vorstellungsgespräch bei Nordfeld', 'Vorstellungsgespräch'],
    ['Exit interview', undefined],
    ['Interview, then an exit interview', 'Interview'],
    ['Exit interview, and after it an interview', 'interview'],
    ['Lunch', undefined],
  ])('in “%s” are %j', (text, words) => {
    expect(interviewWordsIn(text)).toBe(words);
  });

  it('are not needed for a meeting', () => {
    expect([mentionsMeeting('A call with Ana'), mentionsMeeting('Dentist'), mentionsMeeting('Exit interview')]).toEqual(
      [true, false, false],
    );
  });
});
