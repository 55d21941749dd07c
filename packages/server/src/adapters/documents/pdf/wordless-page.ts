import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { UnreadPart } from '../../../core/resumes/ports.ts';

/** A page of text whose letters were turned into outlines has far more; a page of lines and boxes fewer. */
const outlinesOfWords = 100;

const pictures = new Set<number>([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObject,
]);

/** What a person sees on a page that has no words for a program; nothing where it is empty. */
export async function seenWithoutWords(page: PDFPageProxy): Promise<UnreadPart['what'] | undefined> {
  const { fnArray } = await page.getOperatorList();
  if (fnArray.some((operator) => pictures.has(operator))) return 'picture';
  const outlines = fnArray.filter((operator) => operator === OPS.constructPath).length;
  return outlines > outlinesOfWords ? 'drawing' : undefined;
}
