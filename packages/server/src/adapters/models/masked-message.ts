import type { ModelBlock, ModelRequest } from '../../core/engine/model.ts';

const LONGEST_MESSAGE = 300;
/** What is looked at of a long message. */
const MOST_CHARACTERS = 1_000;
/** A run of so many characters that stands in the request is a quote of it. */
const QUOTE_CHARACTERS = 16;
const MASK = '[…]';

/** Addresses and keys, whoever they are of. */
const PRIVATE = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\bBearer\s+\S+|\b(?:sk|pk|isk|ipk|gsk|xai|hf|key)[-_][\w*-]{6,}/giu;

/** A server's message as a log may hold it: in one line, short, without what it quotes of the request, addresses and keys. */
export function masked(message: string, request: ModelRequest): string {
  const said = message.slice(0, MOST_CHARACTERS);
  const plain = withoutQuotes(said, request).replaceAll(PRIVATE, MASK).replaceAll(/\s+/gu, ' ').trim();
  return plain.length > LONGEST_MESSAGE ? `${plain.slice(0, LONGEST_MESSAGE)}…` : plain;
}

function withoutQuotes(said: string, request: ModelRequest): string {
  const asked = [request.system, ...request.messages.flatMap(({ blocks }) => blocks.map(textIn))].join('\n');
  // Servers quote a request as its JSON, too.
  const known = `${asked}\n${JSON.stringify(asked)}`;
  let kept = '';
  let at = 0;
  while (at < said.length) {
    const end = quoteEnd(said, { at, known });
    kept += end === at ? said.charAt(at) : MASK;
    at = Math.max(end, at + 1);
  }
  return kept;
}

/** Where the quote that begins at `at` ends; `at` where none begins. */
function quoteEnd(said: string, { at, known }: { at: number; known: string }): number {
  let end = at + QUOTE_CHARACTERS;
  if (end > said.length || !known.includes(said.slice(at, end))) return at;
  while (end < said.length && known.includes(said.slice(at, end + 1))) end += 1;
  return end;
}

function textIn(block: ModelBlock): string {
  if (block.type === 'document') return '';
  return block.type === 'tool_call' ? JSON.stringify(block.args) : block.text;
}
