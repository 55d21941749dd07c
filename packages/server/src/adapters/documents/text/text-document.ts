import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { ReadDocument } from '../../../core/resumes/ports.ts';
import { capped, readingLimits, reportable, squashed, visibleText } from '../../../core/resumes/reading.ts';
import { decoded, textIn } from './text-encoding.ts';

/** Reads plain text in the encoding it was saved in. Throws `document_encoding_unknown` where that is not certain. */
export function textDocument(bytes: Uint8Array, contentType?: string): ReadDocument {
  const raw = textIn(bytes, charsetOf(contentType));
  if (raw === undefined)
    throw new ServiceError('document_encoding_unknown', {
      detail:
        'It is not UTF-8, and it is not certain which encoding it is. Save it as UTF-8, PDF or DOCX, or paste the text.',
    });
  const clean = visibleText(raw);
  const { text, truncated } = capped(clean.text, readingLimits.characters);
  if (squashed(text) === '') throw new ServiceError('document_without_text', { detail: 'This file holds no words.' });
  return { kind: 'text', text, hidden: reportable(clean.hidden, clean.text), truncated };
}

/** The encoding that a media type or the head of a web page names. */
export function charsetOf(said: string | undefined): string | undefined {
  return /\bcharset\s*=\s*["']?([\w.:-]{1,40})/iu.exec(said ?? '')?.[1];
}

/** Whether the bytes are text at all: no zero bytes beside those of UTF-16, and next to no control characters. */
export function looksLikeText(bytes: Uint8Array): boolean {
  return readable(decodedText(bytes.subarray(0, 65_536)));
}

function readable(text: string): boolean {
  if (text.includes('\0')) return false;
  // oxlint-disable-next-line no-control-regex -- control characters are what betrays a binary file
  const controls = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/gu)?.length ?? 0;
  const letters = text.match(/[\p{L}\p{M}\p{N}\p{Zs}\n\r.,]/gu)?.length ?? 0;
  return controls <= text.length / 200 && letters >= text.length / 2;
}

/** Bytes as text, in Windows-1252 where their encoding is not certain. Never throws. */
export function decodedText(bytes: Uint8Array, declared?: string): string {
  return textIn(bytes, declared) ?? decoded('windows-1252', bytes);
}
