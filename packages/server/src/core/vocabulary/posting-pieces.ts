import { headingFile } from './schema.ts';
import { linesOf, sentencesOf, trimmed, type Span } from './sentences.ts';
import { folded } from './words.ts';

export type PostingSection = keyof typeof headingFile.sections | 'unknown';

/** One bullet or sentence of a posting and the section it stands in; `unknown` before any heading. */
export type PostingPiece = Span & { readonly section: PostingSection; readonly bullet: boolean };

const POSTING_CHARACTERS = 60_000;
const MOST_PIECES = 2_000; // an advert has dozens
const LONG_BULLET = 320;
const SECTIONS = ['requirements', 'nice', 'responsibilities', 'benefits', 'other'] as const;
const headings = new Map<string, (typeof SECTIONS)[number]>();
for (const section of SECTIONS) {
  for (const name of headingFile.sections[section]) headings.set(plainHeading(name), section);
}

/** The posting's bullets and sentences in order; headings themselves are left out. */
export function postingPieces(posting: string): PostingPiece[] {
  const text = posting.slice(0, POSTING_CHARACTERS);
  const pieces: PostingPiece[] = [];
  let section: PostingSection = 'unknown';
  for (const line of linesOf(text)) {
    if (pieces.length >= MOST_PIECES) break;
    const heading = line.bullet ? undefined : headingOf(line.text);
    if (heading) {
      section = heading;
      continue;
    }
    const parts = line.bullet && line.text.length <= LONG_BULLET ? [line] : sentencesOf(text, line.start, line.end);
    for (const part of parts) {
      const inline = inlineHeading(part.text);
      const content = inline ? trimmed(text, part.start + inline.length, part.end) : part;
      // "Salary: …" in a list of facts says nothing about the lines after it, "Requirements: …" does.
      const lasts = inline !== undefined && inline.section !== 'benefits' && inline.section !== 'other';
      if (lasts || (inline && content.text === '')) section = inline.section;
      if (content.text !== '') pieces.push({ ...content, section: inline?.section ?? section, bullet: line.bullet });
    }
  }
  return pieces;
}

function headingOf(line: string): (typeof SECTIONS)[number] | undefined {
  if (line.length > 70) return undefined;
  const name = plainHeading(line);
  const exact = headings.get(name);
  if (exact) return exact;
  const marked =
    /:\s*\**\s*$/u.test(line) ||
    /^(?:#|\*\*|__)/u.test(line) ||
    (line === line.toUpperCase() && /\p{Lu}{4}/u.test(line));
  return marked ? nearHeading(name) : undefined;
}

/**
 * "Requirements for the role:" is a heading we know with words around it. The first known one decides, which says what
 * the section is about; of two that begin at the same word, the longer one.
 */
function nearHeading(name: string): (typeof SECTIONS)[number] | undefined {
  const words = name.split(' ');
  for (let first = 0; first < words.length; first++) {
    for (let end = words.length; end > first; end--) {
      const found = headings.get(words.slice(first, end).join(' '));
      if (found) return found;
    }
  }
  return undefined;
}

function inlineHeading(sentence: string): { section: (typeof SECTIONS)[number]; length: number } | undefined {
  const colon = sentence.slice(0, 60).indexOf(':');
  if (colon < 2) return undefined;
  const section = headings.get(plainHeading(sentence.slice(0, colon)));
  return section && { section, length: colon + 1 };
}

function plainHeading(line: string): string {
  return folded(line)
    .replace(/&/gu, ' and ')
    .replace(/[^\p{L}\p{N}' ]/gu, ' ')
    .trim()
    .replace(/\s+/gu, ' ');
}
