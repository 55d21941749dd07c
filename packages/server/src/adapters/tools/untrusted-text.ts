/** Text from outside as data may hold it: no control characters but line ends and tabs, no half characters, not too long. */
export function plainText(text: string, most: number): { text: string; cut: boolean } {
  const clean = text.replaceAll(/(?![\n\t])\p{Cc}|\p{Surrogate}/gu, '');
  const bytes = Buffer.from(clean);
  if (bytes.length <= most) return { text: clean, cut: false };
  // A character that was cut in the middle is left out.
  return { text: new TextDecoder().decode(bytes.subarray(0, most), { stream: true }), cut: true };
}
