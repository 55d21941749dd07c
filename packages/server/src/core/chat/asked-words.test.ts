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
    ['Gut. Erzählen Sie von einer ruhigen Tat. Nur zu.', 'Gut. Nur zu.'],
    ['Gut. Bitte beschreiben Sie einen Streit. Nur zu.', 'Gut. Nur zu.'],
    ['Bien. Parlez-moi d’un conflit. Allez-y.', 'Bien. Allez-y.'],
    ['Bien. Cuénteme de un conflicto. Adelante.', 'Bien. Adelante.'],
    ['Bem. Fale-me de um conflito. Vamos.', 'Bem. Vamos.'],
    ['Bene. Mi parli di un conflitto. Prego.', 'Bene. Prego.'],
    ['Goed. Vertel over een conflict. Toe maar.', 'Goed. Toe maar.'],
    ['Dobrze. Opowiedz o konflikcie. Proszę.', 'Dobrze. Proszę.'],
    ['Хорошо. Расскажите о конфликте. Прошу.', 'Хорошо. Прошу.'],
    ['好。请描述一次冲突。开始吧。', '好。开始吧。'],
    ['はい。誰かを落ち着かせた時のことを教えてください。どうぞ。', 'はい。どうぞ。'],
    ['Good. I would like to hear about a mistake. Go on.', 'Good. Go on.'],
    ['はい。いつ誰かを落ち着かせましたか？\nどうぞ。', 'はい。\nどうぞ。'],
  ])('[N-15] has no other question: %j', (text, kept) => {
    for (const said of shown(text)) expect(said.replaceAll(/ +/gu, ' ')).toBe(kept);
  });

  it('is left alone where none was decided', () => {
    for (const said of new Set([new AskedWords(undefined).push('And you?')])) expect(said).toBe('And you?');
  });
});
