import { describe, expect, it } from 'vitest';
import { CumulativeText } from './cumulative-text.ts';
import { engineOf } from './test-engine.suite.ts';

const read = (...pieces: string[]) => {
  const text = new CumulativeText();
  return pieces.map((piece) => text.take(piece)).join('') + text.end();
};

describe('[N-15] pieces that each hold all before them', () => {
  it.each([
    ['grow by words', ['Dress', 'Dress smartly', 'Dress smartly.', 'Dress smartly. Bring a pen.']],
    ['come twice', ['Dress', 'Dress smartly.', 'Dress smartly.', 'Dress smartly. Bring a pen.']],
    ['are two', ['Dress smartly.', 'Dress smartly. Bring a pen.']],
    ['are the whole text once more', ['Dress smartly.', ' Bring', ' a pen.', 'Dress smartly. Bring a pen.']],
  ])('are shown once where they %s', (_, pieces) => {
    expect(read(...pieces)).toBe('Dress smartly. Bring a pen.');
  });

  it.each([
    [['ha', 'haha', '!'], 'hahaha!'],
    [['No', 'No', ', really'], 'NoNo, really'],
    [['1', '10', '100'], '110100'],
    [['- a\n', '- a\n- b', '\n- c'], '- a\n- a\n- b\n- c'],
  ])('are no reason to lose any of %j', (pieces, whole) => {
    expect(read(...pieces)).toBe(whole);
  });

  it('reach a reader once', async () => {
    const { streamReply } = engineOf([['Dress', 'Dress smartly', 'Dress smartly, and rest.']]);
    const said = (await streamReply()).map((event) => (event.type === 'text' ? event.text : '')).join('');
    expect(said).toBe('Dress smartly, and rest.');
  });
});
