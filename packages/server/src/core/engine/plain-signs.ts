const PLAIN: ReadonlyMap<string, string> = new Map([
  ['‹', '<'],
  ['＜', '<'],
  ['›', '>'],
  ['＞', '>'],
  ['｜', '|'],
  ['▁', '_'],
]);

/** A text with the plain form of signs that stand for `<`, `>`, `|` and `_` in marks. Every sign keeps its place. */
export function plainSigns(text: string): string {
  return text.replaceAll(/[‹＜›＞｜▁]/gu, (sign) => PLAIN.get(sign) ?? sign);
}
