import { analyse } from 'chardet';
import alphabets from './alphabets.json' with { type: 'json' };
import { plausibility } from './plausibility.ts';
import { commonShare, isScattered, wideEncodings } from './wide-characters.ts';

/** Bytes that are looked at to find an encoding. */
const sampleBytes = 64 * 1024;
/** What a reading must reach to be taken for right, and by how much it must be better than another. */
const certain = { least: 0.8, ahead: 0.02, confidence: 30, confidenceAhead: 15, letters: 4 };

const singleByte: Readonly<Record<string, readonly string[]>> = { ...alphabets.latin, ...alphabets.other };
/** What chardet calls by another name. */
const otherNames: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  'iso-8859-8': 'windows-1255',
  'iso-8859-9': 'windows-1254',
  'iso-8859-15': 'windows-1252',
};

/** The encodings that chardet does not know, and the one of the same letters that it knows. */
const knownRelative: Readonly<Record<string, string>> = {
  macintosh: 'windows-1252',
  ibm866: 'windows-1251',
  'x-mac-cyrillic': 'windows-1251',
};

const lesserLatin = new Set(['iso-8859-15', 'macintosh']);

type Reading = { readonly encoding: string; readonly text: string; readonly score: number };

/**
 * Bytes of a text in the encoding they were written in: by a byte order mark, as UTF-8, in what the sender declares, or
 * found by how plausible each reading is. `undefined` where that is not certain. Never throws.
 */
export function textIn(bytes: Uint8Array, declared?: string): string | undefined {
  const wide = markedEncoding(bytes) ?? unmarkedUtf16(bytes);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Japanese mail: ASCII with escapes, which is also valid UTF-8.
  // oxlint-disable-next-line no-control-regex -- the escape is what marks it
  if (/\u001b(?:\$[@B]|\([BIJ])/u.test(source.toString('latin1', 0, sampleBytes)))
    return strictly('iso-2022-jp', bytes);
  const utf8 = strictly('utf-8', bytes) ?? nearlyUtf8(source);
  if (utf8 !== undefined) return utf8;
  const own = declared === undefined || /^utf-?8$/iu.test(declared) ? undefined : strictly(declared, bytes);
  if (own !== undefined && !/[\u0080-\u009f]/u.test(own)) return own;
  const found = foundEncoding(bytes.subarray(0, sampleBytes));
  return found === undefined ? undefined : decoded(found, bytes);
}

function markedEncoding([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** UTF-16 without its mark: zero bytes, and the blanks and line ends that its other order would not have. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, sampleBytes);
  if (bytes.length % 2 === 1 || !sample.includes(0)) return undefined;
  const blanks = (encoding: 'utf-16le' | 'utf-16be') => {
    const text = strictly(encoding, sample);
    return text === undefined || text.includes('\0') ? 0 : (text.match(/[ \n\r\t]/gu)?.length ?? 0);
  };
  const [little, big] = [blanks('utf-16le'), blanks('utf-16be')];
  if (little === big) return undefined;
  return little > big ? 'utf-16le' : 'utf-16be';
}

/** UTF-8 that was cut, or holds a few bytes that were pasted from Windows: those are read as Windows has them. */
function nearlyUtf8(source: Buffer): string | undefined {
  const text = new TextDecoder().decode(source);
  const whole = text.match(/[^\u0000-\u007f\ufffd]/gu)?.length ?? 0; // oxlint-disable-line no-control-regex -- all of ASCII
  const broken = text.match(/\ufffd/gu)?.length ?? 0;
  if (whole < 2 * broken) return undefined;
  const cutAtItsEnd = strictly('utf-8', source, { stream: true });
  if (cutAtItsEnd !== undefined) return cutAtItsEnd;
  return Array.from(
    source.toString('latin1').matchAll(utf8Pieces),
    ([piece]) => strictly('utf-8', Buffer.from(piece, 'latin1')) ?? cut(piece),
  ).join('');
}

/** By bytes as letters of Latin-1: what may be a character of UTF-8, or one byte. */
const utf8Pieces =
  /[\u0000-\u007f]+|[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}|[\u0080-\u00ff]/gu; // oxlint-disable-line no-control-regex -- bytes

function cut(piece: string): string {
  return decoded('windows-1252', Buffer.from(piece, 'latin1'));
}

/** The encoding of the best reading; where several are as good, the one that chardet's statistics prefer clearly. */
function foundEncoding(sample: Uint8Array): string | undefined {
  const found = bestEncoding(sample);
  return found === DOS ? undefined : found;
}

function bestEncoding(sample: Uint8Array): string | undefined {
  const readings = [...dosReading(sample), ...singleByteReadings(sample), ...wideReadings(sample)].toSorted(
    (one, other) => other.score - one.score,
  );
  const least = (readings[0]?.score ?? 0) - certain.ahead;
  const confidences = confidencesIn(sample);
  const alike = readings
    .filter(({ score }) => score >= least)
    .map((reading) => ({ ...reading, confidence: confidenceOf(reading, confidences) }))
    .toSorted((one, other) => other.confidence - one.confidence);
  const [first] = alike;
  const second = alike.find(({ text }) => text !== first?.text);
  if (first === undefined || second === undefined) return first?.encoding;
  // Of the two that fit words of ASCII alike, the Macintosh has not written its own for twenty years.
  const windows = alike.find(({ encoding }) => encoding === 'windows-1252')?.text;
  if (alike.every(({ encoding, text }) => text === windows || lesserLatin.has(encoding))) return 'windows-1252';
  // Statistics of a few letters are chance.
  const isLong = sample.filter((byte) => byte >= 0x80).length >= certain.letters;
  const isClear =
    isLong && first.confidence >= certain.confidence && first.confidence - second.confidence >= certain.confidenceAhead;
  return isClear ? first.encoding : undefined;
}

/** How sure chardet is of each encoding, from 0 to 100, by the names used here. */
function confidencesIn(sample: Uint8Array): Map<string, number> {
  const confidences = new Map<string, number>();
  for (const { name, confidence } of analyse(sample)) {
    const label = otherNames[name.toLowerCase()] ?? name.toLowerCase();
    confidences.set(label, Math.max(confidence, confidences.get(label) ?? 0));
  }
  return confidences;
}

/** An encoding that chardet does not know is judged by the same text in one that it knows. */
function confidenceOf({ encoding, text }: Reading, confidences: ReadonlyMap<string, number>): number {
  const known = knownRelative[encoding];
  if (known === undefined) return confidences.get(encoding) ?? 0;
  const letters = new Map(
    Array.from({ length: 128 }, (_, index) => [decoded(known, Uint8Array.of(index + 128)), index + 128] as const),
  );
  const bytes = Array.from(text, (letter) => letters.get(letter) ?? Math.min(letter.codePointAt(0) ?? 63, 0x7f));
  return confidencesIn(Uint8Array.from(bytes)).get(known) ?? 0;
}

function wideReadings(sample: Uint8Array): Reading[] {
  return wideEncodings.flatMap((encoding) => {
    // The sample may end within a character.
    const text = strictly(encoding, sample, { stream: true });
    const score = text === undefined || isScattered(text) ? 0 : commonShare(sample, encoding);
    return text === undefined || score < certain.least ? [] : [{ encoding, text, score }];
  });
}

/** The readings in encodings of one byte that are plausible. */
function singleByteReadings(sample: Uint8Array): Reading[] {
  return Object.entries(singleByte).flatMap(([encoding, languages]) => {
    const text = decoded(encoding, sample);
    if (/[\u0080-\u009f\ufffd]/u.test(text)) return [];
    const score = plausibility(text, languages) ?? 0;
    return score < certain.least ? [] : [{ encoding, text, score }];
  });
}

/** What another reading may be instead; the platform cannot decode it, so it is never chosen. */
const DOS = 'ibm437';
const dosLetters =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

function dosReading(sample: Uint8Array): Reading[] {
  const text = Array.from(sample, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : (dosLetters[byte - 0x80] ?? ''),
  ).join('');
  const score = plausibility(text, singleByte['windows-1252'] ?? []) ?? 0;
  return score < certain.least ? [] : [{ encoding: DOS, text, score }];
}

function strictly(label: string, bytes: Uint8Array, options: { stream?: boolean } = {}): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes, options);
  } catch {
    return undefined;
  }
}

/** The letters of Windows-1252 where Latin-1 has controls; some releases of Node decode it as Latin-1. */
const windowsLetters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Bytes in an encoding that the platform knows; what cannot be decoded becomes U+FFFD. */
export function decoded(label: string, bytes: Uint8Array): string {
  if (label !== 'windows-1252') return new TextDecoder(label).decode(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/gu, (control) => windowsLetters[control.charCodeAt(0) - 0x80] ?? control);
}
