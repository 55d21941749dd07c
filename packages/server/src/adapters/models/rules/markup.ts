/** Text of a posting, a résumé or the bank inside the coach's markdown: one line, and never markup. */
export function asText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#~|!]/g, (mark) => `\\${mark}`);
}
