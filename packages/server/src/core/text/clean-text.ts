const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// Joiners stay: Persian, the scripts of India and emoji are misspelt without them.
const invisible = /[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
// oxlint-disable-next-line no-control-regex -- control characters are what is being removed
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/gu;
const blanks = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+/gu;

/** Text as a person sees it: no characters that hide, reorder or break; single spaces, at most one empty line. */
export function cleanText(raw: string): string {
  const visible = raw
    .replace(/\r\n?|[\u2028\v\f]/gu, '\n')
    .replace(/\u2029/gu, '\n\n')
    .replace(bidiControls, '')
    .replace(invisible, '')
    .replace(controls, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
  return visible
    .normalize('NFC')
    .replace(blanks, ' ')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** The same on one line of at most `length` characters; `undefined` when nothing is left. */
export function cleanLine(raw: string, length: number): string | undefined {
  // A line of a posting is short; whatever is far longer need not be cleaned to be cut.
  const line = cleanText(raw.slice(0, length * 8)).replace(/\n+/gu, ' ');
  return line === '' ? undefined : cut(line, length);
}

/** At most `length` UTF-16 characters, cut between words and never inside a character. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length - 1).replace(/[\ud800-\udbff]$/u, '');
  const space = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'));
  return `${(space > length * 0.8 ? head.slice(0, space) : head).trimEnd()}…`;
}
