import { squashed } from '../../../core/resumes/reading.ts';
import type { HiddenPassage } from '../../../core/resumes/ports.ts';
import { contentStreams, textStringAt } from './content-streams.ts';

/**
 * Passages whose /ActualText says something else than what is drawn (ISO 32000-2, 14.9.4). Screen readers and many
 * extractors read it in place of the drawing; pdf.js does not show it, so the file is searched directly. Words that the
 * page also shows, single symbols and broken-up ligatures are the honest uses and are left out.
 */
export function replacedText(bytes: Uint8Array, visible: string): HiddenPassage[] {
  const shown = squashed(visible);
  const found = new Set<string>();
  for (const content of contentStreams(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    for (let at = content.indexOf('/ActualText'); at !== -1; at = content.indexOf('/ActualText', at + 1)) {
      const text = textStringAt(content, at + '/ActualText'.length);
      const letters = squashed(text);
      if (letters.length >= 4 && !shown.includes(letters)) found.add(text);
      if (found.size >= 200) break;
    }
  }
  return Array.from(found, (text) => ({ text, reason: 'replaced_text' as const }));
}
