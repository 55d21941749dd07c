/** Whether the words stand there, however the lines are broken or marked up. */
export function occursIn(words: string, reply: string): boolean {
  const plain = (text: string) => text.replaceAll(/[\s*_\\]+/gu, ' ').trim();
  return plain(reply).includes(plain(words));
}

/** A text of the coach without what it quotes of the candidate: their own words are theirs to say again. */
export function withoutQuotes(text: string): string {
  return text.replace(/“[^“”]{0,1000}”/gu, '');
}
