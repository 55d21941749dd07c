import type { PostingSource } from '@interview-prep/sdk';

const MAX_TEXT_LENGTH = 50_000;
const ADDRESS = /^(?:https?:\/\/\S+|(?:[\p{L}\d-]+\.)+\p{L}{2,}(?:[/?#]\S*)?)$/iu;

/** What a candidate pasted: the address of an advert, with or without `https://`, or its text. `undefined` for nothing. */
export function advertSource(pasted: string): PostingSource | undefined {
  const text = pasted.trim();
  if (text === '') return undefined;
  if (!ADDRESS.test(text)) return { kind: 'text', text: text.slice(0, MAX_TEXT_LENGTH) };
  return { kind: 'url', url: /^https?:/i.test(text) ? text : `https://${text}` };
}
