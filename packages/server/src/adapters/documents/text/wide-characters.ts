type Range = readonly [number, number];

/**
 * First bytes of the characters that are common in each East Asian encoding: signs, kana, Hangul, and the first level of
 * its standard's Han (GB 2312, Big5, JIS X 0208, KS X 1001).
 */
const commonLeads: Readonly<Record<string, readonly Range[]>> = {
  gb18030: [
    [0xa1, 0xa3],
    [0xb0, 0xd7],
  ],
  big5: [[0xa1, 0xc6]],
  'euc-jp': [
    [0xa1, 0xa1],
    [0xa3, 0xa5],
    [0xb0, 0xcf],
  ],
  shift_jis: [
    [0x81, 0x83],
    [0x88, 0x97],
  ],
  'euc-kr': [
    [0xa1, 0xa3],
    [0xb0, 0xc8],
  ],
};

export const wideEncodings = Object.keys(commonLeads);

/** The share of common characters among those beyond ASCII, of bytes that can be decoded in a wide encoding. */
export function commonShare(bytes: Uint8Array, encoding: string): number {
  const ranges = commonLeads[encoding] ?? [];
  let [common, count] = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    count += 1;
    // Katakana of half width are one byte.
    if (encoding === 'shift_jis' && lead >= 0xa1 && lead <= 0xdf) continue;
    if (ranges.some(([first, last]) => lead >= first && lead <= last)) common += 1;
    at += 1;
  }
  return count === 0 ? 0 : common / count;
}

/** Whether a text has its wide characters one by one within words of ASCII, as a wrong reading of accents has. */
export function isScattered(text: string): boolean {
  const wide = Array.from(text).filter((letter) => letter > '\u007f').length;
  const within = text.match(/[a-z][^\u0000-\u007f]{1,2}(?=[a-z])/giu)?.length ?? 0; // oxlint-disable-line no-control-regex -- all of ASCII
  return within * 3 > wide;
}
