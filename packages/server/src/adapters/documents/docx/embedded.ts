import { htmlText } from '../../../core/text/html-text.ts';
import { charsetOf, decodedText } from '../text/text-document.ts';

/** Styles by which a web page can hide words. Such a page is left unread, and the candidate sees that it was. */
const hidingStyle =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:\.\d+)?(?:p[xt])?\s*[;"']|color\s*:\s*["']?(?:#f{3}(?:f{3})?\b|white\b)/iu;

/** The text of a web page or plain text inside a DOCX (`w:altChunk`); `undefined` for other kinds. */
export function embeddedText(bytes: Uint8Array, { name, type }: { name: string; type: string }): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 2_000)).toString('latin1').trimStart();
  if (/^\{\\rtf|^PK|^%PDF|^\u00d0\u00cf/u.test(start) || /rtf|pdf|msword/iu.test(type)) return undefined;
  if (/^(?:mime-version|content-type|from|date|subject):/iu.test(start) || /message|multipart/iu.test(type)) {
    const page = pageOfArchive(Buffer.from(bytes).toString('latin1'));
    return page === undefined ? undefined : webText(page);
  }
  const text = decodedText(bytes, charsetOf(start) ?? charsetOf(type));
  const isWeb =
    /html/iu.test(type) || /\.x?html?$/iu.test(name) || /^\s*<(?:!doctype\s+html|html|head|body)\b/iu.test(text);
  return isWeb ? webText(text) : text;
}

function webText(html: string): string | undefined {
  return hidingStyle.test(html) ? undefined : htmlText(html);
}

/** The web page in a MIME archive (MHTML, RFC 2557), given byte by byte. */
function pageOfArchive(source: string, depth = 0): string | undefined {
  const [head = '', ...rest] = source.trimStart().split(/\r?\n\r?\n/u);
  const body = rest.join('\n\n');
  const header = (name: string) =>
    new RegExp(`^${name}:\\s*([^\\r\\n]*(?:\\r?\\n[ \\t][^\\r\\n]*)*)`, 'imu').exec(head)?.[1] ?? '';
  const type = header('Content-Type');
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/iu.exec(type);
  if (/^multipart\//iu.test(type) && boundary !== null && depth < 3) {
    for (const part of body.split(`--${boundary[1] ?? boundary[2] ?? ''}`).slice(1)) {
      const page = pageOfArchive(part, depth + 1);
      if (page !== undefined) return page;
    }
    return undefined;
  }
  if (!/^(?:text\/html|application\/xhtml)/iu.test(type)) return undefined;
  return decodedText(transferred(body, header('Content-Transfer-Encoding')), charsetOf(type));
}

function transferred(body: string, encoding: string): Buffer {
  if (/base64/iu.test(encoding)) return Buffer.from(body, 'base64');
  if (!/quoted-printable/iu.test(encoding)) return Buffer.from(body, 'latin1');
  const bytes = body
    .replace(/=\r?\n/gu, '')
    .replace(/=([0-9a-f]{2})/giu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
