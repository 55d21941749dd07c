const UNSTORABLE = /[\0\p{Surrogate}]/gu;
// In JSON text a backslash always begins an escape, so each match starts at one: an escaped backslash is skipped as a pair.
const ESCAPE = /\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g;

/**
 * Text as Postgres can keep it: NUL and halves of surrogate pairs become U+FFFD. The length in UTF-16 code units stays the
 * same, so that positions inside streamed text do too.
 */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, '\uFFFD');
}

/** `value` as JSON text that Postgres can keep; strings in it are treated as by `storableText`. `undefined` becomes null. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  if (!text.includes('\\u')) return text;
  return text.replace(ESCAPE, (escape, what: string) => (what.length > 1 ? '\uFFFD' : escape));
}
