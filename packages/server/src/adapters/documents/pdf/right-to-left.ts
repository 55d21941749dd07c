const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const mirror = new Map(Array.from('()[]{}<>«»‹›', (bracket, index) => [bracket, '()[]{}<>«»‹›'[index ^ 1] ?? bracket]));

/** Whether most letters are of a script that is read from right to left. */
export function readsRightToLeft(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => rightToLeft.test(letter)).length * 2 > letters.length;
}

export const hasRightToLeft = (text: string): boolean => rightToLeft.test(text);

/**
 * A line as it is read, from its characters as they stand from left to right; also the other way round. Numbers and Latin
 * words keep their order. `rightwards` says that the line begins at the right: then so does an address in Latin letters
 * with few others.
 */
export function logicalLine(visual: string, rightwards: boolean): string {
  const clusters = visual.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  if (!rightToLeft.test(visual)) {
    // Among lines that are read from right to left, so is a row of numbers, and a sentence whose full stop is at its left.
    const turn = rightwards && (/^[.,:;!?]\s?\p{L}/u.test(visual) || !/\p{L}/u.test(visual));
    return turn ? turned(clusters) : visual;
  }
  if (rightwards) return withBracketsInOrder(turned(clusters));
  const classes = clusters.map(classOf).join('');
  let text = '';
  let at = 0;
  for (const run of classes.matchAll(/R(?:[^L]*R)?/gu)) {
    text += clusters.slice(at, run.index).join('');
    at = run.index + run[0].length;
    text += turned(clusters.slice(run.index, at));
  }
  return text + clusters.slice(at).join('');
}

function classOf(cluster: string): string {
  if (/^\p{Nd}/u.test(cluster)) return 'N';
  if (rightToLeft.test(cluster) && /^\p{L}|^\p{M}/u.test(cluster)) return 'R';
  if (/^\p{L}/u.test(cluster)) return 'L';
  if (/^\s/u.test(cluster)) return 's';
  return /^[.,:/@_+\-\u2010-\u2013%#&'’]/u.test(cluster) ? 'c' : 'n';
}

/** Turns clusters round, but neither Latin words with what stands between them nor numbers. */
function turned(clusters: readonly string[]): string {
  const classes = clusters.map(classOf).join('');
  const parts: string[] = [];
  let at = 0;
  const others = (end: number) => {
    for (; at < end; at += 1) parts.push(mirrored(clusters[at] ?? ''));
  };
  for (const run of classes.matchAll(/(?:N[Nc]*s?)?L(?:[LNcsn]*[LN])?|c?N(?:[Ncs]*N)?c?/gu)) {
    others(run.index);
    at = closedAt(clusters, run.index, run.index + run[0].length);
    const text = clusters.slice(run.index, at).join('');
    if (run[0].includes('L')) parts.push(text);
    else parts.push(...numbersInOrder(text));
  }
  others(clusters.length);
  return parts.toReversed().join('');
}

/** The end of a run of Latin words, after the bracket that closes one in it. */
function closedAt(clusters: readonly string[], from: number, end: number): number {
  const inside = clusters.slice(from, end).join('');
  return inside.includes('(') && !inside.includes(')') && clusters[end] === ')' ? end + 1 : end;
}

function mirrored(cluster: string): string {
  return mirror.get(cluster) ?? cluster;
}

/** The parts of a row of numbers, from left to right: a telephone number is one, dates and amounts are turned round. */
function numbersInOrder(text: string): string[] {
  const [, before = '', inner = '', after = ''] = /^([^\p{Nd}]*)([\s\S]*?)([^\p{Nd}]*)$/u.exec(text) ?? [];
  const digits = inner.match(/\p{Nd}/gu)?.length ?? 0;
  const sign = /^\+$/u.test(before) && digits >= 7;
  const percent = /^[%]$/u.test(after);
  const core = `${sign ? before : ''}${inner}${percent ? after : ''}`;
  const outer = (around: string) => Array.from(around, mirrored);
  return [...(sign ? [] : outer(before)), ...numberParts(core, digits), ...(percent ? [] : outer(after))];
}

const date = /^(?:(\p{Nd}{1,2})[./])?(?:\p{Nd}{1,2}[./])?(\p{Nd}{4})$/u;

function numberParts(core: string, digits: number): string[] {
  const range = /^(\S+?)(\s*[-\u2010-\u2013]\s*)(\S+)$/u.exec(core);
  const [first, dash = '', last] = [range?.[1] ?? '', range?.[2], range?.[3] ?? ''];
  if (date.test(first) && date.test(last)) {
    const [earlier, later] = yearOf(first) <= yearOf(last) ? [first, last] : [last, first];
    // The parts are turned round afterwards.
    return [later, dash, earlier];
  }
  if (digits >= 7 && /^[+0\u0660\u06f0]/u.test(core)) return [core];
  return core.split(/(\s+(?:[-\u2010-\u2013]\s+)?)/u);
}

function yearOf(text: string): number {
  const [, month = '0', year = '0'] = date.exec(text) ?? [];
  return Number(latinDigits(year)) * 100 + Number(latinDigits(month));
}

const latinDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => String((digit.codePointAt(0) ?? 0) % 16));

/** Some programs name a bracket by its place in the sentence, others by its form: a line that closes first is of the former. */
function withBracketsInOrder(text: string): string {
  const brackets = text.match(/[()[\]{}]/gu) ?? [];
  const wrong = /^[)\]}]/u.test(brackets[0] ?? '') && /^[([{]/u.test(brackets.at(-1) ?? '');
  return wrong ? Array.from(text, mirrored).join('') : text;
}
