/** A row of a table as it is read: its cells one after the other, a short entry on the line that its neighbour begins on. */
export function rowText(cells: readonly string[]): string {
  return cells
    .filter((cell) => cell !== '')
    .reduce((row, cell, index) => {
      if (index === 0) return cell;
      if (isShort(row)) return `${onOneLine(row)} ${index > 1 && isShort(cell) ? onOneLine(cell) : cell}`;
      if (!isShort(cell)) return `${row}\n${cell}`;
      const [first, ...rest] = row.split('\n');
      return [`${first} ${onOneLine(cell)}`, ...rest].join('\n');
    }, '');
}

/** Whether a line ends in the middle of "2019–2024". */
export function partedRange(line: string, next: string): boolean {
  return /\p{Nd}[\u2010-\u2015]$/u.test(line) && /^\p{Nd}/u.test(next);
}

function isShort(text: string): boolean {
  return text.length < 60 && text.split(/\s+/u).length < 9;
}

function onOneLine(text: string): string {
  return text
    .split(/\n+/u)
    .reduce((line, next) => line + (partedRange(line, next) || isUnbroken(line, next) ? '' : ' ') + next);
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]/u;

function isUnbroken(line: string, next: string): boolean {
  return unspaced.test(line.slice(-1)) || unspaced.test(next.slice(0, 1));
}
