import { describe, expect, it } from 'vitest';
import { advertSource } from './advert-source.ts';

describe('what a candidate pastes', () => {
  it.each([
    [' https://jobs.example.com/7?a=1 \n', 'https://jobs.example.com/7?a=1'],
    ['HTTP://jobs.example.com', 'HTTP://jobs.example.com'],
    ['www.example.com/jobs', 'https://www.example.com/jobs'],
    ['jobs.example.co.uk', 'https://jobs.example.co.uk'],
    ['bücher.example/stelle', 'https://bücher.example/stelle'],
  ])('is an address: %j', (pasted, url) => {
    expect(advertSource(pasted)).toEqual({ kind: 'url', url });
  });

  it.each(['Night porter', 'Porter\nhttps://jobs.example.com', 'We use Node.js and C#.', '3.5 years'])(
    'is the text of an advert: %j',
    (text) => {
      expect(advertSource(` ${text} `)).toEqual({ kind: 'text', text });
    },
  );

  it('is cut to what the server takes, and may be nothing', () => {
    expect(advertSource('a '.repeat(40_000))).toMatchObject({ text: 'a '.repeat(25_000) });
    expect(advertSource(' \n')).toBeUndefined();
  });
});
