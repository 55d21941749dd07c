import { describe, expect, it } from 'vitest';
import { ModelFailure } from './model.ts';
import { engineOf } from './test-engine.suite.ts';

describe('a language model that reads PDFs', () => {
  it.each([
    ['is larger than its vendor takes', `%PDF-1.7 ${' '.repeat(4_500_000)} %%EOF`, 1],
    ['has more pages', '%PDF-1.7 %%EOF', 101],
    ['is encrypted, and opens without a password', '%PDF-1.7 trailer <</Encrypt 5 0 R>> %%EOF', 1],
    ['holds pictures that some vendors cannot open', '%PDF-1.7 <</Filter/JPXDecode>> %%EOF', 1],
    ['does not begin as a PDF', 'HTTP/1.1 200 OK\n%PDF-1.7 %%EOF', 1],
    ['was cut', '%PDF-1.7 1 0 obj', 1],
  ])('[N-15] receives the text of a file that %s', async (_case, file, pages) => {
    const { streamReply, model } = engineOf([['Read.']], { pdf: true });
    await streamReply('Hello', { attachment: { text: 'Nurse', pages, pdf: async () => Buffer.from(file) } });
    expect(model.requests).toHaveLength(1);
    expect(JSON.stringify(model.requests[0]?.messages)).toContain('as text');
    expect(model.requests[0]?.messages[0]?.blocks.some(({ type }) => type === 'document')).toBe(false);
  });

  it('[N-15] receives the text where its vendor refused the file, and not the file again', async () => {
    const refused = new ModelFailure('rejected', 'Could not process PDF');
    const { streamReply, model } = engineOf(
      ({ messages }, index) =>
        messages[0]?.blocks[0]?.type === 'document' ? [refused] : index === 1 ? [{ call: 'none' }] : ['Read.'],
      { pdf: true },
    );
    const file = Buffer.from('%PDF-1.7 %%EOF');
    await streamReply('Hello', { attachment: { text: 'Nurse', pages: 1, pdf: async () => file } });
    expect(model.requests.map(({ messages }) => messages[0]?.blocks[0]?.type)).toEqual(['document', 'text', 'text']);
  });

  it('does not ask again where the request was refused without a file', async () => {
    const { streamReply, model } = engineOf([[new ModelFailure('rejected', 'no such model')]], { pdf: true });
    await expect(streamReply('Hello', { attachment: { text: 'Nurse', pdf: async () => undefined } })).rejects.toThrow();
    expect(model.requests).toHaveLength(1);
  });
});
