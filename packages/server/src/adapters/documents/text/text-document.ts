import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { ReadDocument } from '../../../core/resumes/ports.ts';
import { capped, readingLimits, reportable, squashed, visibleText } from '../../../core/resumes/reading.ts';

/** Reads plain text: UTF-8, or UTF-16 with a byte order mark; anything else is taken for Windows-1252 when it looks like words. */
export function textDocument(bytes: Uint8Array): ReadDocument {
  const clean = visibleText(decodedText(bytes));
  const { text, truncated } = capped(clean.text, readingLimits.characters);
  if (squashed(text) === '') throw new ServiceError('document_without_text', { detail: 'This file holds no words.' });
  return { kind: 'text', text, hidden: reportable(clean.hidden, clean.text), truncated };
}

/** Whether the bytes are text at all: no zero bytes and next to no control characters. */
export function looksLikeText(bytes: Uint8Array): boolean {
  if (utf16(bytes) !== undefined) return readable(decodedText(bytes.subarray(0, 65_536 + 2)));
  return !bytes.includes(0) && readable(decodedText(bytes.subarray(0, 65_536)));
}

function readable(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what betrays a binary file
  const controls = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/gu)?.length ?? 0;
  const letters = text.match(/[\p{L}\p{N}\p{Zs}\n\r.,]/gu)?.length ?? 0;
  return controls <= text.length / 200 && letters >= text.length / 2;
}

/** Bytes as text: UTF-8, UTF-16 by its mark, or Windows-1252 for what is neither. Never throws. */
export function decodedText(bytes: Uint8Array): string {
  const wide = utf16(bytes);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  const text = new TextDecoder().decode(bytes);
  return text.slice(0, -1).includes('\ufffd') ? new TextDecoder('windows-1252').decode(bytes) : text;
}

function utf16([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}
