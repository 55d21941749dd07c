import { inflateRawSync } from 'node:zlib';
import { ServiceError } from '../../../core/kernel/service-error.ts';

export type ZipEntry = {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
};

/** What an honest résumé never needs to exceed; sizes in bytes, `ratio` is unpacked by packed. */
export const zipLimits = { entries: 512, bytes: 50 * 1024 * 1024, ratio: 100, part: 16 * 1024 * 1024 } as const;

const damaged = () => new ServiceError('document_unreadable', { detail: 'This DOCX file is damaged or incomplete.' });
const tooComplex = (detail: string) => new ServiceError('document_too_complex', { detail });

/**
 * The central directory of a ZIP (APPNOTE.TXT 4.3.12), checked against the limits before anything is unpacked. Declared
 * sizes are only a first sieve: `unpacked` counts for itself. Throws `document_unreadable` or `document_too_complex`.
 */
export function zipEntries(file: Buffer): Map<string, ZipEntry> {
  const { count, start } = directoryOf(file);
  if (count > zipLimits.entries)
    throw tooComplex(`This DOCX holds ${count} parts; at most ${zipLimits.entries} are opened.`);
  const entries = new Map<string, ZipEntry>();
  let at = start;
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const nameLength = file.readUInt16LE(at + 28);
    const extraLength = file.readUInt16LE(at + 30);
    const [size, packed, offset] = longNumbers(
      file.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength),
      [24, 20, 42].map((field) => file.readUInt32LE(at + field)),
    );
    const entry: ZipEntry = {
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      method: file.readUInt16LE(at + 10),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      packed,
      size,
      offset,
    };
    total += entry.size;
    if (total > zipLimits.bytes) throw tooComplex('This DOCX unpacks to more than 50 MB.');
    if (entry.size > 65_536 && entry.size / Math.max(1, entry.packed) > zipLimits.ratio)
      throw tooComplex('A part of this DOCX unpacks to more than a hundred times its size.');
    // The first of two equal names counts, as in Word; names are only looked up, never written to a disk.
    if (!entries.has(entry.name)) entries.set(entry.name, entry);
    at += 46 + nameLength + extraLength + file.readUInt16LE(at + 32);
  }
  return entries;
}

/** One part as text, in the encoding that its mark or its XML declaration names. Throws what `unpackedBytes` throws. */
export function unpackedText(file: Buffer, entry: ZipEntry): string {
  return decodedXml(unpackedBytes(file, entry));
}

/** One part. Throws `document_too_complex` when it unpacks to more than it declared or than is allowed. */
export function unpackedBytes(file: Buffer, entry: ZipEntry): Uint8Array {
  if (entry.encrypted)
    throw new ServiceError('document_encrypted', { detail: 'The parts of this DOCX are locked with a password.' });
  if (entry.offset + 30 > file.length || file.readUInt32LE(entry.offset) !== 0x04034b50) throw damaged();
  const start = entry.offset + 30 + file.readUInt16LE(entry.offset + 26) + file.readUInt16LE(entry.offset + 28);
  if (start + entry.packed > file.length) throw damaged();
  const packed = file.subarray(start, start + entry.packed);
  if (entry.size > zipLimits.part) throw tooComplex('A part of this DOCX is larger than 16 MB.');
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw damaged();
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) });
  } catch (error) {
    if (error instanceof RangeError) throw tooComplex('A part of this DOCX unpacks to more than it declares.');
    throw damaged();
  }
}

function endOfDirectory(file: Buffer): number {
  const lowest = Math.max(0, file.length - 65_557);
  for (let at = file.length - 22; at >= lowest; at -= 1) {
    if (file.readUInt32LE(at) === 0x06054b50) return at;
  }
  throw damaged();
}

const inZip64 = 0xffff_ffff;

/** Where the directory begins and how many entries it has, also of a ZIP64 (APPNOTE.TXT 4.3.14 and 4.3.15). */
function directoryOf(file: Buffer): { count: number; start: number } {
  const end = endOfDirectory(file);
  const [count, start] = [file.readUInt16LE(end + 10), file.readUInt32LE(end + 16)];
  if ((count !== 0xffff && start !== inZip64) || end < 20 || file.readUInt32LE(end - 20) !== 0x07064b50)
    return { count, start };
  const at = Number(file.readBigUInt64LE(end - 12));
  if (at + 56 > file.length || file.readUInt32LE(at) !== 0x06064b50) throw damaged();
  return { count: Number(file.readBigUInt64LE(at + 32)), start: Number(file.readBigUInt64LE(at + 48)) };
}

/** Size, packed size and offset: those that do not fit stand in the extra field 1, in this order (APPNOTE.TXT 4.5.3). */
function longNumbers(extra: Buffer, [size = 0, packed = 0, offset = 0]: readonly number[]): [number, number, number] {
  const numbers: [number, number, number] = [size, packed, offset];
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    for (const [index, number] of numbers.entries()) {
      if (number !== inZip64 || field + 8 > extra.length) continue;
      numbers[index] = Number(extra.readBigUInt64LE(field));
      field += 8;
    }
    break;
  }
  return numbers;
}

function decodedXml(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]{1,40})["']/iu.exec(start)?.[1] ?? 'utf-8';
  // A declaration that can be read byte by byte is not UTF-16, whatever it says.
  const label = /^utf-?16/iu.test(declared) ? 'utf-8' : declared;
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
