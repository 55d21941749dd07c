import { describe, expect, it } from 'vitest';
import { AskedWords } from './asked-words.ts';

const ASKED = 'Tell me about a time you calmed somebody. What did you do?';

function shown(text: string, asked: string | undefined = ASKED): string[] {
  return [[text], [...text], text.match(/.{1,9}/gsu) ?? []].map((pieces) => {
    const words = new AskedWords(asked);
    return `${pieces.map((piece) => words.push(piece)).join('')}${words.end()}`;
  });
}

describe('a reply in which a question is asked', () => {
  it.each([
    `Here is one for you.\n\n**${ASKED}**\n\nTake your time.`,
    `Here it is: ${ASKED} Take your time.`,
    `> ${ASKED}\n`,
    `“${ASKED}”`,
    'No question at all. Only 3.5 points, e.g. these.',
  ])('is as it was written: %j', (text) => {
    for (const said of shown(text)) expect(said).toBe(text);
  });

  it.each([
    ['Good. What is your greatest weakness? Take your time.', 'Good. Take your time.'],
    ['Good.\nTell me about a mistake you made.\nTake your time.', 'Good.\n\nTake your time.'],
    ['Gut. Wann haben Sie jemanden beruhigt? Nur zu.', 'Gut. Nur zu.'],
    ['はい。いつ誰かを落ち着かせましたか？\nどうぞ。', 'はい。\nどうぞ。'],
  ])('[N-15] has no other question: %j', (text, kept) => {
    for (const said of shown(text)) expect(said.replaceAll(/ +/gu, ' ')).toBe(kept);
  });

  it('is left alone where none was decided', () => {
    for (const said of new Set([new AskedWords(undefined).push('And you?')])) expect(said).toBe('And you?');
  });
});
