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
  const end = endOfDirectory(file);
  const count = file.readUInt16LE(end + 10);
  if (count > zipLimits.entries)
    throw tooComplex(`This DOCX holds ${count} parts; at most ${zipLimits.entries} are opened.`);
  const entries = new Map<string, ZipEntry>();
  let at = file.readUInt32LE(end + 16);
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const nameLength = file.readUInt16LE(at + 28);
    const entry: ZipEntry = {
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      method: file.readUInt16LE(at + 10),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    };
    total += entry.size;
    if (total > zipLimits.bytes) throw tooComplex('This DOCX unpacks to more than 50 MB.');
    if (entry.size > 65_536 && entry.size / Math.max(1, entry.packed) > zipLimits.ratio)
      throw tooComplex('A part of this DOCX unpacks to more than a hundred times its size.');
    // The first of two equal names counts, as in Word; names are only looked up, never written to a disk.
    if (!entries.has(entry.name)) entries.set(entry.name, entry);
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

/** One part as text. Throws `document_too_complex` when it unpacks to more than it declared or than is allowed. */
export function unpacked(file: Buffer, entry: ZipEntry): string {
  if (entry.encrypted)
    throw new ServiceError('document_encrypted', { detail: 'The parts of this DOCX are locked with a password.' });
  if (entry.offset + 30 > file.length || file.readUInt32LE(entry.offset) !== 0x04034b50) throw damaged();
  const start = entry.offset + 30 + file.readUInt16LE(entry.offset + 26) + file.readUInt16LE(entry.offset + 28);
  if (start + entry.packed > file.length) throw damaged();
  const packed = file.subarray(start, start + entry.packed);
  if (entry.size > zipLimits.part) throw tooComplex('A part of this DOCX is larger than 16 MB.');
  if (entry.method === 0) return decodedXml(packed);
  if (entry.method !== 8) throw damaged();
  try {
    return decodedXml(inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) }));
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

function decodedXml(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
