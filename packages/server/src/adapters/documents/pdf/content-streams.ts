import { inflateSync } from 'node:zlib';

const streamsLooked = 2_000;
const bytesInflated = 24 * 1024 * 1024;
const bytesPerStream = 4 * 1024 * 1024;

/** The file itself and each of its deflated streams, within limits: what is beyond them stays unread, never unlimited. */
export function* contentStreams(file: Buffer): Generator<Buffer> {
  yield file;
  let budget = bytesInflated;
  let looked = 0;
  for (
    let at = file.indexOf('stream');
    at !== -1 && looked < streamsLooked && budget > 0;
    at = file.indexOf('stream', at + 6)
  ) {
    let start = at + 6;
    if (file[start] === 0x0d) start += 1;
    if (file[start] === 0x0a) start += 1;
    const end = file.indexOf('endstream', start);
    // Only a zlib header (RFC 1950) is worth a try; pictures and fonts are skipped by what they say of themselves.
    const header = file.subarray(Math.max(0, at - 400), at).toString('latin1');
    const dictionary = header.slice(header.lastIndexOf(' obj') + 1);
    if (end === -1 || ((file[start] ?? 0) & 0x0f) !== 8 || /\/(?:Image|FontFile|Length1|CMapName)\b/u.test(dictionary))
      continue;
    looked += 1;
    try {
      const inflated = inflateSync(file.subarray(start, end), { maxOutputLength: Math.min(budget, bytesPerStream) });
      budget -= inflated.length;
      yield inflated;
    } catch {
      // Damaged, encrypted or larger than a page's text can be: pdf.js has already judged it.
      continue;
    }
  }
}

/** The text string that begins at `from`, hexadecimal or literal; empty where there is none. */
export function textStringAt(content: Buffer, from: number): string {
  return textString(content.subarray(from, from + 8_192).toString('latin1'));
}

/** The PDF text string (ISO 32000-2, 7.9.2.2) at the start of what was read as Latin-1. */
export function textString(start: string): string {
  const hex = /^\s*<([0-9a-f\s]*)>/iu.exec(start)?.[1];
  if (hex !== undefined) return decoded(Buffer.from(hex.replace(/\s/gu, ''), 'hex'));
  const literal = /^\s*\(((?:[^\\()]|\\[\s\S]|\((?:[^\\()]|\\[\s\S])*\))*)\)/u.exec(start)?.[1];
  return literal === undefined ? '' : decoded(Buffer.from(unescaped(literal), 'latin1'));
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(literal: string): string {
  return literal.replace(
    /\\(?:([0-7]{1,3})|(\r\n|[\s\S]))/gu,
    (_, octal: string | undefined, other: string | undefined) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
      return other === undefined || /[\r\n]/u.test(other) ? '' : (escapes[other] ?? other);
    },
  );
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8');
  return bytes.toString('latin1');
}
