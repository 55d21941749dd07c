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
    let here: PostingSection | undefined;
    const parts = line.bullet && line.text.length <= LONG_BULLET ? [line] : sentencesOf(text, line.start, line.end);
    for (const part of parts) {
      const inline = inlineHeading(part.text);
      const content = inline ? trimmed(text, part.start + inline.length, part.end) : part;
      // "Salary: …" in a list of facts says nothing about the lines after it, "Requirements: …" does.
      const lasts = inline !== undefined && inline.section !== 'benefits' && inline.section !== 'other';
      if (lasts || (inline && content.text === '')) section = inline.section;
      // "You get: 48 hours. Tips." says so about the rest of the paragraph.
      if (inline && /^(?:you|we|what)\b/iu.test(part.text)) here = inline.section;
      const own = line.bullet ? undefined : sectionOfSentence(content.text);
      if (content.text !== '')
        pieces.push({ ...content, section: own ?? inline?.section ?? here ?? section, bullet: line.bullet });
    }
  }
  return pieces;
}

/** "We wish to appoint a gardener who will" leads to a list of tasks. */
const LEADS_TO_TASKS = /\b(?:who|you|candidate|applicant)(?:['’]ll|['’]d| will| would| should)(?: be)?:?$/iu;

function headingOf(line: string): (typeof SECTIONS)[number] | undefined {
  if (line.length <= LONG_BULLET && LEADS_TO_TASKS.test(line)) return 'responsibilities';
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

/** What is given, and how to apply, are said without a heading as well. */
const GIVEN =
  /^(?:we (?:offer|give|provide|pay)\b(?! attention)|you(?:['’]ll| will)? (?:get|receive|earn)\b|in return\b|(?:the |your )?(?:base |starting |annual )?(?:salary|pay|wages?|holidays?)\b(?! (?:slips?|run|quer|admin|and benefits exp))|bank holidays\b|(?:base |up to |from )?[£$€]\s?\d)/iu;
const APPLYING =
  /^(?:please\b|to apply\b|apply\b(?! (?:\p{L}+ ){0,2}(?:knowledge|skills?|rules?|standards?|principles?|dressings?))|(?:late |your )?applications?\b.{0,40}\b(?:by|to|with|go|close|are|welcome|will)\b|(?:ring|text|e-?mail|phone|call|contact|write to|ask for|visit) (?:us\b|the (?:office|ward)|me\b|\p{Lu})|send (?:us|your|a cv|it|me)\b|pop in\b|closing\b|interviews? (?:in|on|at|will)\b|start(?:s|ing)? (?:date|in|on)\b|(?:informal )?visits (?:are|on)\b|vetting\b|no agencies\b|we (?:reply|ring|may close)\b|the closing\b)/iu;

function sectionOfSentence(sentence: string): PostingSection | undefined {
  if (GIVEN.test(sentence)) return 'benefits';
  return APPLYING.test(sentence) ? 'other' : undefined;
}

function plainHeading(line: string): string {
  return folded(line)
    .replace(/&/gu, ' and ')
    .replace(/[^\p{L}\p{N}' ]/gu, ' ')
    .trim()
    .replace(/\s+/gu, ' ');
}
