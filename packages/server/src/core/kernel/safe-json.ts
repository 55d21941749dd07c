import { ServiceError } from './service-error.ts';

const MAX_DEPTH = 64;

/**
 * The value of untrusted JSON. Throws `malformed_request` for anything that is not JSON in valid UTF-8, that nests deeper
 * than 64, that holds a key which could reach a prototype, or text which no database can keep (NUL, half a surrogate pair).
 */
export function parseJson(source: Uint8Array | string): unknown {
  const value = parsed(typeof source === 'string' ? source : decoded(source));
  inspect(value);
  return value;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ServiceError('malformed_request', { detail: 'The body is not valid UTF-8.', cause });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may be somebody's words: it is not even kept as the cause.
    throw new ServiceError('malformed_request', { detail: 'The body is not valid JSON.' });
  }
}

/** A list of work instead of recursion: a hostile depth must not reach the call stack. */
function inspect(root: unknown): void {
  const waiting: { value: unknown; depth: number }[] = [{ value: root, depth: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') refuseBrokenText(value);
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH)
      throw new ServiceError('malformed_request', { detail: `The JSON nests deeper than ${MAX_DEPTH}.` });
    for (const [key, child] of Object.entries(value)) {
      refuseKey(key, child);
      waiting.push({ value: child, depth: depth + 1 });
    }
  }
}

function refuseKey(key: string, child: unknown): void {
  refuseBrokenText(key);
  const reachesPrototype =
    key === '__proto__' ||
    (key === 'constructor' && typeof child === 'object' && child !== null && Object.hasOwn(child, 'prototype'));
  if (reachesPrototype)
    throw new ServiceError('malformed_request', { detail: 'The JSON holds a key that is not accepted.' });
}

function refuseBrokenText(text: string): void {
  if (text.includes('\0') || /\p{Surrogate}/u.test(text))
    throw new ServiceError('malformed_request', { detail: 'The JSON holds text that is not valid Unicode.' });
}
