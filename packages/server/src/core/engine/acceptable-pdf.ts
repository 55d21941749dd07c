import type { PdfLimits } from './model.ts';

/** What every vendor that reads PDFs takes: of a vendor that is not known, no more is expected. */
export const usualPdfLimits: PdfLimits = {
  bytes: 4_500_000,
  pages: 100,
  encrypted: false,
  unreadFilters: ['JPXDecode', 'JBIG2Decode'],
};

/** Bytes at the end of a PDF that hold the mark of its end. */
const endBytes = 1_024;

/**
 * Whether a vendor will take a PDF. A file that does not begin or end as one, which a forgiving reader mends, counts as
 * refused. `pages` is what our own reader counted.
 */
export function isAcceptablePdf(file: Uint8Array, pages: number | undefined, limits = usualPdfLimits): boolean {
  if (file.length > limits.bytes || (pages ?? 1) > limits.pages) return false;
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-')) || !bytes.subarray(-endBytes).includes('%%EOF')) return false;
  // The dictionary that names the encryption is never packed itself (ISO 32000-2, 7.5.5 and 7.5.8).
  if (!limits.encrypted && /\/Encrypt[\s/<\d]/u.test(bytes.toString('latin1'))) return false;
  return limits.unreadFilters.every((filter) => !bytes.includes(`/${filter}`));
}
