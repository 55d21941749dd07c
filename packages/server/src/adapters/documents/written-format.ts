/** What a file is, in words that end the sentence "This file is …", and what its owner can do. */
export type Refused = { readonly refused: string; readonly advice?: string };

export const exportIt = 'Export it as PDF or DOCX from the program that made it, or paste the text.';
const download = 'Open the document and download it as PDF or DOCX.';

/** A document of another program that is written in plain letters, by how it begins. The first that fits counts. */
const formats: readonly (readonly [RegExp, Refused])[] = [
  [/^\{\\rtf/u, { refused: 'an RTF document', advice: exportIt }],
  [/^%!PS/u, { refused: 'a PostScript file', advice: exportIt }],
  [/^\u00ff?WPC/u, { refused: 'a WordPerfect document', advice: exportIt }],
  [/^bplist00[\s\S]*WebMainResource/u, { refused: 'a web page (web archive)', advice: exportIt }],
  [
    /^\{\s*"[^"]{0,20}"[\s\S]{0,400}"(?:doc|resource)_id"/u,
    { refused: 'a link to a Google document', advice: download },
  ],
  [/^\[InternetShortcut\]|^\[Desktop Entry\]/iu, { refused: 'a link to a web page', advice: download }],
  [/^<\?xml[\s\S]*<!doctype plist[\s\S]*<key>URL<\/key>/iu, { refused: 'a link to a web page', advice: download }],
  [
    /^<\?xml[\s\S]*<(?:\w+:)?document-(?:content|styles)?\b[\s\S]*opendocument/iu,
    { refused: 'an OpenDocument file', advice: exportIt },
  ],
  [/^<\?xml[\s\S]*urn:oasis:names:tc:opendocument/iu, { refused: 'an OpenDocument file', advice: exportIt }],
  [
    /^<\?xml[\s\S]*(?:progid="Word\.Document"|<pkg:package|office\/word\/2003\/wordml)/iu,
    { refused: 'a Word document saved as XML', advice: 'Save it as DOCX or PDF in Word, or paste the text.' },
  ],
];

/** Elements with which a web page, or a piece of one, begins. */
const webElements =
  'html|head|body|script|iframe|meta|title|div|table|style|p|h[1-6]|span|section|article|main|header|center|font|ul|ol|link|base';
const web: Refused = { refused: 'a web page (HTML)', advice: exportIt };
const webPage = new RegExp(
  `^(?:<\\?xml[^>]{0,200}\\?>\\s*)?(?:<!--[\\s\\S]{0,400}?-->\\s*)*<(?:!doctype\\s+html|(?:${webElements})(?=[\\s/>]))`,
  'iu',
);

/** What a file that begins with these letters is, where it is neither a PDF, an archive nor plain text. */
export function writtenFormat(start: string): Refused | undefined {
  if (webPage.test(start)) return web;
  const found = formats.find(([pattern]) => pattern.test(start))?.[1];
  if (found !== undefined) return found;
  if (/^<(?:\?xml|svg|!doctype|!entity)/iu.test(start))
    return { refused: start.toLowerCase().includes('<svg') ? 'an SVG picture' : 'an XML file' };
  return message(start);
}

/** Headers of mail before an empty line: a web page that a browser or Word saved as one file, or a message. */
function message(start: string): Refused | undefined {
  const head = /^(?:(?:[\w-]{2,40}:[^\n]*|[ \t][^\n]*)\r?\n)+/u.exec(`${start}\n`)?.[0] ?? '';
  if (!/^(?:mime-version|content-type|message-id):/imu.test(head)) return undefined;
  const isMail = /^(?:received|message-id|delivered-to|return-path|to):/imu.test(head);
  const isPage = /multipart\/related|text\/html|^snapshot-content-location:/imu.test(head);
  if (isPage && !isMail) return { refused: 'a web page (MHTML)', advice: exportIt };
  return { refused: 'an e-mail message', advice: 'Send the document that is attached to it, or paste the text.' };
}
