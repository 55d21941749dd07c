import { ServiceError } from '../../core/kernel/service-error.ts';
import type { DocumentHint, DocumentKind } from '../../core/resumes/ports.ts';
import { OfficePackage } from './docx/package.ts';
import { zipEntries } from './docx/zip.ts';
import { looksLikeText } from './text/text-document.ts';

/** What the bytes are, in words that end the sentence "This file is …". */
type Found = { readonly kind: DocumentKind } | { readonly refused: string; readonly advice?: string };

const exportIt = 'Export it as PDF or DOCX from the program that made it, or paste the text.';

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
  const start = file.toString('latin1', 0, 1024).replace(/^(?:\u00ef\u00bb\u00bf)?\s*/u, '');
  if (start.startsWith('%PDF-')) return { kind: 'pdf' };
  if (start.startsWith('{\\rtf')) return { refused: 'an RTF document', advice: exportIt };
  if (file.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) return compoundFile(file);
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006')) return archive(file, promised);
  if (
    /^(?:<!--[\s\S]{0,400}?-->\s*)?<(?:!doctype\s+html|html|head|body|script|iframe|meta|title|div|table|style)\b/iu.test(
      start,
    )
  )
    return { refused: 'a web page (HTML)', advice: exportIt };
  // A byte order mark of UTF-16 could also begin a piece of MPEG sound: whether words follow decides.
  if (/^(?:fffe|feff)/u.test(file.toString('hex', 0, 2)) && looksLikeText(file)) return { kind: 'text' };
  if (/^<(?:\?xml|svg|!doctype|!entity)/iu.test(start))
    return { refused: start.toLowerCase().includes('<svg') ? 'an SVG picture' : 'an XML file' };
  return undefined;
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
  if (names[0] === 'mimetype' && names.includes('content.xml'))
    return { refused: 'an OpenDocument file', advice: exportIt };
  if (has(/^Index\/.*\.iwa$|^index\.apxl$|^Index\.zip$/u)) return { refused: 'a Pages document', advice: exportIt };
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
