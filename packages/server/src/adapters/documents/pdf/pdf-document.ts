import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { HiddenPassage, ReadDocument, UnreadPart } from '../../../core/resumes/ports.ts';
import { capped, readingLimits, reportable, squashed, visibleText } from '../../../core/resumes/reading.ts';
import { ActualTexts } from './actual-text.ts';
import { Annotations } from './annotations.ts';
import type { Box, Matrix, Shape } from './geometry.ts';
import { cutOff } from './cut-off.ts';
import type { Glyph } from './drawn-glyph.ts';
import type { Font } from './graphics-state.ts';
import { pageText } from './layout.ts';
import type { PageFacts } from './page-walk.ts';
import { hiddenRuns } from './hidden-runs.ts';
import { replacedText } from './replaced-text.ts';
import { noRules, type Rules } from './rules.ts';
import { isOfTextLayer, isScan } from './scan.ts';
import { silentFonts, withLettersNamed } from './unnamed-letters.ts';
import { seenWithoutWords } from './wordless-page.ts';
import { walkedPage } from './walked-page.ts';
import { watermarks } from './watermark.ts';

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** Beyond this no further page is begun: decoding a scan's pictures takes most of a second a page. */
const budgetMs = 3_000;

/**
 * Reads a PDF in this process. Only ever called where the process may be killed: a small file can take gigabytes. `nowMs`
 * is asked before each page but the first.
 */
export async function pdfDocument(bytes: Uint8Array, nowMs = () => performance.now()): Promise<ReadDocument> {
  const endsAt = nowMs() + budgetMs;
  const task = getDocument({
    // pdf.js takes the buffer away from us.
    data: Uint8Array.from(bytes),
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: false,
    useWasm: false,
    verbosity: 0,
    cMapUrl: join(packageFolder, 'cmaps/'),
    standardFontDataUrl: join(packageFolder, 'standard_fonts/'),
  });
  try {
    return await readPages(await task.promise, { bytes, isLate: () => nowMs() > endsAt });
  } catch (error) {
    throw refusal(error);
  } finally {
    void task.destroy();
  }
}

async function readPages(
  document: PDFDocumentProxy,
  { bytes, isLate }: { bytes: Uint8Array; isLate: () => boolean },
): Promise<ReadDocument> {
  const texts: string[] = [];
  const hidden: HiddenPassage[] = [];
  const notes: HiddenPassage[] = [];
  const count = Math.min(document.numPages, readingLimits.pages);
  const actualTexts = new ActualTexts(bytes);
  const beside: string[] = [];
  const unread: UnreadPart[] = [];
  const wordless: number[] = [];
  let scanned = false;
  let unknown = 0;
  let characters = 0;
  let number = 0;
  while (number < count && characters <= readingLimits.characters && (number === 0 || !isLate())) {
    number += 1;
    const page = await document.getPage(number);
    const annotations = new Annotations(await page.getAnnotations());
    const { glyphs, silent, rules, scan, box } = await pageGlyphs({ document, page, annotations, actualTexts });
    const shown = withLettersNamed(
      glyphs.filter((glyph) => glyph.hidden === undefined),
      silent,
    );
    unknown += shown.unknown;
    if (shown.unknown > 3) unread.push({ what: 'symbol', page: number });
    const text = pageText(shown.glyphs, rules);
    characters += text.length;
    texts.push(text);
    if (text === '') wordless.push(number);
    scanned ||= scan;
    hidden.push(...hiddenRuns(glyphs, { page: number, box }));
    notes.push(...annotations.hidden(number));
    beside.push(...annotations.words);
    page.cleanup();
  }
  const clean = visibleText(texts.filter((text) => text !== '').join('\n\n'));
  const { text, truncated } = capped(clean.text, readingLimits.characters);
  if (unknown > squashed(text).length / 2) throw lettersUnknown();
  if (squashed(text) === '') throw withoutText(hidden);
  for (const page of wordless) {
    // Where time is short a page without words is taken for a picture: that is what it nearly always is.
    const what = isLate() ? 'picture' : await seenWithoutWords(await document.getPage(page));
    if (what !== undefined) unread.push({ what, page });
  }
  const passages = reportable([...hidden, ...clean.hidden, ...notes, ...replacedText(bytes, clean.text)], clean.text);
  return {
    kind: 'pdf',
    text,
    pages: document.numPages,
    hidden: passages,
    truncated: truncated || number < document.numPages,
    ...(scanned ? { scanned } : {}),
    ...(unread.length > 0 ? { unread: unread.slice(0, readingLimits.unreadParts) } : {}),
    ...(beside.some((words) => !squashed(text).includes(squashed(words))) ? { wordsBeside: true } : {}),
  };
}

type PageGlyphs = {
  readonly glyphs: readonly Glyph[];
  /** Fonts that do not say which letters they draw. */
  readonly silent: ReadonlySet<object>;
  readonly rules: Rules;
  readonly scan: boolean;
  readonly box: Box;
};

type PageSource = {
  readonly document: PDFDocumentProxy;
  readonly page: PDFPageProxy;
  readonly annotations: Annotations;
  readonly actualTexts: ActualTexts;
};

async function pageGlyphs({ document, page, annotations, actualTexts }: PageSource): Promise<PageGlyphs> {
  // Asking for the text first is cheap and spares decoding a scanned page's pictures.
  const content = await page.getTextContent({ disableNormalization: true });
  const drawn = content.items.some((item) => 'str' in item && item.str.trim() !== '');
  if (!drawn && !annotations.shown)
    return { glyphs: [], silent: new Set(), rules: noRules, scan: false, box: [0, 0, 0, 0] };
  const operators = await page.getOperatorList();
  const layers = await document.getOptionalContentConfig();
  const viewport = page.getViewport({ scale: 1 });
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = viewport.transform.map(Number);
  const transform: Matrix = [a, b, c, d, e, f];
  const list = { fnArray: operators.fnArray, argsArray: operators.argsArray };
  const replaced = actualTexts.in(list);
  const silent = new Set(silentFonts(list).flatMap((name) => fontNamed(page, name) ?? []));
  const facts: PageFacts = {
    transform,
    box: [0, 0, viewport.width, viewport.height],
    font: (name) => fontNamed(page, name),
    isSilent: (font) => font !== undefined && silent.has(font),
    layerShown: (properties) => properties === null || properties === undefined || layers.isVisible(properties),
    annotation: (id) => annotations.kindOf(id),
    actualText: (operator) => replaced.get(operator),
  };
  const { glyphs, pictures, rules } = walkedPage(list, facts);
  const read = asRead(glyphs, pictures, facts.box);
  const seen = [...read.glyphs, ...annotations.filledIn(glyphs, transform)];
  return { glyphs: seen, silent, rules, scan: read.scan, box: facts.box };
}

/** Without watermarks, with the text layer of a scan, and with what runs over the edge of a page, a column or a field. */
function asRead(glyphs: readonly Glyph[], pictures: readonly Shape[], page: Box): { glyphs: Glyph[]; scan: boolean } {
  const marks = watermarks(glyphs);
  const printed = glyphs.filter((glyph) => !marks.has(glyph));
  const scan = isScan(printed, pictures, page);
  for (const glyph of printed) {
    if (scan && isOfTextLayer(glyph)) glyph.hidden = undefined;
    if (glyph.field !== undefined && glyph.hidden === 'clipped') glyph.hidden = undefined;
  }
  for (const glyph of cutOff(printed)) glyph.hidden = undefined;
  return { glyphs: printed, scan };
}

function fontNamed(page: PDFPageProxy, name: string): Font | undefined {
  if (!page.commonObjs.has(name)) return undefined;
  // What pdf.js keeps under a font's name is its font object; only plain numbers and flags are read from it.
  return page.commonObjs.get(name) as Font;
}

function lettersUnknown(): ServiceError {
  const detail = 'The fonts of this PDF do not say which letters they draw. Export it from the program that made it.';
  return new ServiceError('document_without_text', { detail });
}

function withoutText(hidden: readonly HiddenPassage[]): ServiceError {
  const detail =
    hidden.length === 0
      ? 'No page of this PDF holds text.'
      : 'All text in this PDF is hidden from view, as in a scan with recognised text behind it.';
  return new ServiceError('document_without_text', { detail });
}

function refusal(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const name = record(error)['name'];
  if (name === 'PasswordException')
    return new ServiceError('document_encrypted', { detail: 'This PDF opens only with a password.', cause: error });
  return new ServiceError('document_unreadable', { detail: 'This PDF is damaged or incomplete.', cause: error });
}

function record(value: unknown): Record<string, unknown> {
  // Any object can be asked for a named property; what comes back stays unknown.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
