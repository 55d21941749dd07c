import { ServiceError } from '../../core/kernel/service-error.ts';
import type { DocumentHint, DocumentKind } from '../../core/resumes/ports.ts';
import { OfficePackage } from './docx/package.ts';
import { zipEntries } from './docx/zip.ts';
import { decodedText, looksLikeText } from './text/text-document.ts';
import { exportIt, writtenFormat, type Refused } from './written-format.ts';

/** What the bytes are, in words that end the sentence "This file is …". */
type Found = { readonly kind: DocumentKind } | Refused;

/**
 * Decides by content what a document is; the name only words the refusal. Throws `document_encrypted`,
 * `unsupported_media_type`, or `document_unreadable` when the name promises a document that the bytes are not.
 */
export async function documentKind(bytes: Uint8Array, hint: DocumentHint): Promise<DocumentKind> {
  if (bytes.length === 0) throw new ServiceError('document_unreadable', { detail: 'This file is empty.' });
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const promised = promisedBy(hint);
  const found = foundIn(file, promised) ?? (await named(file));
  if ('kind' in found) {
    if (found.kind === 'text' && (promised === 'PDF' || promised === 'DOCX'))
      throw notAsPromised(promised, 'plain text', undefined);
    return found.kind;
  }
  if (promised !== undefined) throw notAsPromised(promised, found.refused, found.advice);
  throw new ServiceError('unsupported_media_type', {
    detail: `This file is ${found.refused}. ${found.advice ?? 'Send a PDF, a DOCX or plain text.'}`,
  });
}

function foundIn(file: Buffer, promised: string | undefined): Found | undefined {
  const start = startOf(file);
  if (start.startsWith('%PDF-') || isPdfBehindOthers(file)) return { kind: 'pdf' };
  if (file.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) return compoundFile(file);
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006')) return archive(file, promised);
  const written = writtenFormat(start);
  if (written !== undefined) return written;
  // A byte order mark of UTF-16 could also begin a piece of MPEG sound: whether words follow decides.
  if (/^(?:fffe|feff)/u.test(file.toString('hex', 0, 2)) && looksLikeText(file)) return { kind: 'text' };
  if (!file.some((byte) => byte !== 0))
    return { refused: 'nothing but zeros', advice: 'The copy is not whole: download or save it again.' };
  return undefined;
}

/** Bytes before the head of a PDF, which readers allow: a mail's headers, or what a scanner writes. */
const BEFORE_PDF = 1_024;

function isPdfBehindOthers(file: Buffer): boolean {
  const head = file.toString('latin1', 0, BEFORE_PDF + 8);
  const before = /^([\t\n\r -~\0]*?)%PDF-\d\.\d/u.exec(head)?.[1];
  // A picture or a web page with a PDF behind it is what it begins with.
  if (before === undefined || /^\s*</u.test(before)) return false;
  return file.includes('endobj') && file.includes('%%EOF');
}

/** The beginning of a file as letters, without blanks before it; a file in UTF-16 as what it says. */
function startOf(file: Buffer): string {
  const mark = file.toString('hex', 0, 2);
  const start =
    mark === 'fffe' || mark === 'feff' ? decodedText(file.subarray(0, 4_096)) : file.toString('latin1', 0, 2_048);
  return start.replace(/^(?:\u00ef\u00bb\u00bf|\ufeff)?\s*/u, '');
}

/** The old Office container (MS-CFB): a .doc, or the wrapping of a DOCX that has a password. */
function compoundFile(file: Buffer): Found {
  const holds = (name: string) => file.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage') || holds('EncryptionInfo'))
    throw new ServiceError('document_encrypted', { detail: 'This DOCX opens only with a password.' });
  if (holds('WordDocument')) return { refused: 'an old Word document (.doc)', advice: exportIt };
  return { refused: 'an old Office file', advice: exportIt };
}

function archive(file: Buffer, promised: string | undefined): Found {
  let names: readonly string[];
  try {
    names = [...zipEntries(file).keys()];
  } catch (error) {
    // A document that cannot be opened is worth its own reason; any other archive is refused for being one.
    if (promised === undefined && !file.includes('word/')) return { refused: 'a ZIP archive' };
    throw error;
  }
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (new OfficePackage(file).mainPart !== undefined) return { kind: 'docx' };
  if (names.includes('content.xml') && has(/^(?:mimetype|META-INF\/manifest\.xml)$/u))
    return { refused: 'an OpenDocument file', advice: exportIt };
  if (has(/(?:^|\/)Index\/.*\.iwa$|(?:^|\/)(?:index\.apxl|index\.xml\.gz|Index\.zip)$/u))
    return { refused: 'a Pages document', advice: exportIt };
  if (names.includes('index.xml') && has(/^QuickLook\//u)) return { refused: 'a Pages document', advice: exportIt };
  if (names.includes('META-INF/container.xml')) return { refused: 'an e-book (EPUB)', advice: exportIt };
  if (has(/\.fdseq$/u)) return { refused: 'an XPS document', advice: exportIt };
  if (has(/\.rtfd?\/TXT\.rtf$|^TXT\.rtf$/u)) return { refused: 'an RTF document', advice: exportIt };
  const inside = names.find((name) => /\.(?:pdf|docx)$/iu.test(name) && !name.startsWith('__MACOSX/'));
  if (inside !== undefined)
    return { refused: 'a ZIP archive with a document inside', advice: 'Unpack it and send the document itself.' };
  if (has(/^xl\//u)) return { refused: 'an Excel workbook', advice: exportIt };
  if (has(/^ppt\//u)) return { refused: 'a PowerPoint presentation', advice: exportIt };
  return { refused: 'a ZIP archive' };
}

async function named(file: Buffer): Promise<Found> {
  // Only for what is neither PDF nor DOCX, and it takes time to load.
  const { fileTypeFromBuffer } = await import('file-type');
  const type = await fileTypeFromBuffer(file).catch(() => undefined);
  if (type !== undefined) {
    const family = type.mime.split('/')[0];
    if (family === 'image')
      return {
        refused: `a picture (${type.ext.toUpperCase()})`,
        advice: 'Export the document as PDF or DOCX, or paste the text.',
      };
    return { refused: `a file of type ${type.ext.toUpperCase()}` };
  }
  return looksLikeText(file) ? { kind: 'text' } : { refused: 'a binary file we do not know' };
}

const documentNames: Readonly<Record<string, string>> = { pdf: 'PDF', docx: 'DOCX', txt: 'text file' };

function promisedBy({ fileName, contentType }: DocumentHint): string | undefined {
  const extension = /\.(\w{1,8})$/u.exec(fileName ?? '')?.[1]?.toLowerCase();
  if (extension !== undefined) return documentNames[extension];
  if (contentType === undefined) return undefined;
  if (contentType.startsWith('application/pdf')) return 'PDF';
  return contentType.includes('wordprocessingml') ? 'DOCX' : undefined;
}

function notAsPromised(promised: string, found: string, advice: string | undefined): ServiceError {
  const detail = `Its name says ${promised}, but it is ${found}.${advice === undefined ? '' : ` ${advice}`}`;
  return new ServiceError('document_unreadable', { detail });
}
