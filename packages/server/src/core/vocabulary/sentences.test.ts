import { describe, expect, it } from 'vitest';
import { linesOf, sentencesOf, trimmed } from './sentences.ts';

const texts = (spans: readonly { text: string }[]) => spans.map(({ text }) => text);

describe('lines', () => {
  it('are trimmed, without empty ones and without their bullet signs', () => {
    const text = '  Staff nurse \r\n\n - Ran a ward\n2) Taught\u2028* Cooked\n3.5 years\n-\n  ';
    expect(linesOf(text)).toEqual([
      { text: 'Staff nurse', start: 2, end: 13, bullet: false },
      { text: 'Ran a ward', start: 20, end: 30, bullet: true },
      { text: 'Taught', start: 34, end: 40, bullet: true },
      { text: 'Cooked', start: 43, end: 49, bullet: true },
      { text: '3.5 years', start: 50, end: 59, bullet: false },
      { text: '-', start: 60, end: 61, bullet: false },
    ]);
  });

  it('begin at a bullet sign in mid-line', () => {
    expect(linesOf('We want: • SQL • patience').map(({ text, bullet }) => `${bullet} ${text}`)).toEqual([
      'false We want:',
      'true SQL',
      'true patience',
    ]);
  });
});

describe('sentences', () => {
  it('end at a full stop, question or exclamation mark, and at the end of a line', () => {
    expect(texts(sentencesOf('I ran it. Did it work? Yes!\nNext line\n\n'))).toEqual([
      'I ran it.',
      'Did it work?',
      'Yes!',
      'Next line',
    ]);
    expect(texts(sentencesOf('He said “Go.” Then (really.) we went.'))).toEqual([
      'He said “Go.”',
      'Then (really.)',
      'we went.',
    ]);
  });

  it('end at the full stop of other scripts, without a space after it', () => {
    expect(texts(sentencesOf('你先说说情况。然后呢？好！'))).toEqual(['你先说说情况。', '然后呢？', '好！']);
    expect(texts(sentencesOf('मैं नर्स थी।मैंने तय किया।'))).toEqual(['मैं नर्स थी।', 'मैंने तय किया।']);
  });

  it('do not end at an abbreviation, a decimal point, or a sign inside a word', () => {
    expect(texts(sentencesOf('I used tools, e.g. SQL, for approx. 3.5 years at Yahoo!x and a.b. Done.'))).toEqual([
      'I used tools, e.g. SQL, for approx. 3.5 years at Yahoo!x and a.b.',
      'Done.',
    ]);
    // The question mark after an abbreviation ends the sentence all the same.
    expect(texts(sentencesOf('Is that all, etc? Yes.'))).toEqual(['Is that all, etc?', 'Yes.']);
  });

  it('take the marks that close them only from their own line and before the second offset', () => {
    expect(texts(sentencesOf('One.\n"Two."\n)'))).toEqual(['One.', '"Two."', ')']);
    expect(texts(sentencesOf('He said "no." Yes', 0, 12))).toEqual(['He said "no.']);
    expect(texts(sentencesOf('He said "no." Yes', 0, 13))).toEqual(['He said "no."']);
  });

  it('stay between the two offsets', () => {
    const text = 'One. Two. Three. Four.';
    expect(sentencesOf(text, 5, 16)).toEqual([
      { text: 'Two.', start: 5, end: 9 },
      { text: 'Three.', start: 10, end: 16 },
    ]);
    expect(texts(sentencesOf('e.g. one.x', 4, 9))).toEqual(['one.']);
  });
});

it('a span of white space is empty and stays inside its offsets', () => {
  expect(trimmed('a   b', 1, 4)).toEqual({ text: '', start: 4, end: 4 });
  expect(trimmed('a b  c', 1, 5)).toEqual({ text: 'b', start: 2, end: 3 });
});
