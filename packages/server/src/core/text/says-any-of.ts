/**
 * The first of these phrases that stands in a text as whole words, in whatever case and with whatever between them that is
 * no letter or digit; `undefined` where none does.
 */
export function saysAnyOf(text: string, phrases: readonly string[]): string | undefined {
  const said = ` ${plain(text)} `;
  return phrases.find((phrase) => plain(phrase) !== '' && said.includes(` ${plain(phrase)} `));
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
