import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import { documentKind } from '../document-kind.ts';
import encodings from './test-encodings.json' with { type: 'json' };
import { textDocument } from './text-document.ts';
import { textIn } from './text-encoding.ts';

const handed = (name: string) =>
  readFileSync(resolve(import.meta.dirname, '../../../../../../tests/cases/resume', `resume-${name}`));

const codeOf = (bytes: Buffer, contentType?: string) => {
  try {
    return textDocument(bytes, contentType).text;
  } catch (error) {
    return ServiceError.from(error).code;
  }
};

describe('a text that people have', () => {
  it('[N-15] keeps the dashes and bullets of Windows', () => {
    expect(textDocument(handed('t01-cp1252.txt'))).toEqual({
      kind: 'text',
      text: 'Amara Bello\nRegistered Nurse\nNorthfield Hospital – 2019\n• Led triage',
      hidden: [],
      truncated: false,
    });
  });

  it('[N-15] is refused by name where three letters do not show its encoding, never read as others', () => {
    expect(codeOf(handed('t02-koi8.txt'))).toBe('document_encoding_unknown');
  });

  it('[N-15] is refused as a web page where it is one, whatever it is called', async () => {
    await expect(documentKind(handed('t10-mht.doc'), { fileName: 'resume-t10-mht.doc' })).rejects.toMatchObject({
      code: 'unsupported_media_type',
      detail:
        'This file is a web page (MHTML). Export it as PDF or DOCX from the program that made it, or paste the text.',
    });
  });
});

describe('the encoding of a text', () => {
  it.each(encodings.known)('is found: $encoding, $text', ({ bytes, text }) => {
    expect(textIn(Buffer.from(bytes, 'base64'))).toBe(text);
  });

  it.each(encodings.unknown)('is unknown, and the words are not guessed: $encoding', ({ bytes }) => {
    expect(codeOf(Buffer.from(bytes, 'base64'))).toBe('document_encoding_unknown');
  });

  it.each(['Jos\u0082 Bello', 'Caf\u0082 Central, Ren\u0082', 'Stra\u00e1e 4', 'gro\u00e1 und wei\u00e1'])(
    '[N-15] is uncertain where it may be that of DOS: %j',
    (written) => {
      expect(codeOf(Buffer.from(written, 'latin1'))).toBe('document_encoding_unknown');
    },
  );

  it.each(['M\u00e1laga, Espa\u00f1a, caf\u00e9', 'sagt: \u0084Gut\u0093, \u0082ja\u0091'])(
    '[N-15] is certain where it is that of Windows: %j',
    (written) => {
      expect(codeOf(Buffer.from(written, 'latin1'))).not.toBe('document_encoding_unknown');
    },
  );

  it('is what the sender declares, where the bytes are not UTF-8', () => {
    const bytes = handed('t02-koi8.txt');
    expect(codeOf(bytes, 'text/plain; charset=koi8-r')).toBe('Amara Bello\nказ');
    expect(codeOf(Buffer.from('Müller'), 'text/plain; charset=koi8-r')).toBe('Müller');
    expect(codeOf(bytes, 'text/plain; charset=nonsense')).toBe('document_encoding_unknown');
  });

  it('is UTF-8 with its mark, cut within a character, or with a few bytes of Windows', () => {
    const words = 'Élodie Lefèvre, infirmière diplômée à Genève';
    expect(codeOf(Buffer.from(`\ufeff${words}`))).toBe(words);
    expect(codeOf(Buffer.from(`${words} é`).subarray(0, -1))).toBe(words);
    const mixed = Buffer.concat([Buffer.from(words), Buffer.from(' \x96 caf\xe9', 'latin1')]);
    expect(codeOf(mixed)).toBe(`${words} – café`);
  });

  it('is UTF-16 by its mark, in both orders', () => {
    const little = Buffer.from('\ufeffMüller, Köln', 'utf16le');
    expect(codeOf(little)).toBe('Müller, Köln');
    expect(codeOf(Buffer.from(little).swap16())).toBe('Müller, Köln');
  });
});

describe('a file that is no plain text', () => {
  const page = '<p>Registered Nurse</p>';
  const xml = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const saved =
    'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.test/\r\nSubject: CV\r\nMIME-Version: 1.0\r\n';
  it.each([
    { start: page, name: 'cv.txt', is: 'a web page (HTML)' },
    { start: `<!-- saved -->\n<!-- twice --><h1>Nurse</h1>`, name: 'cv.doc', is: 'a web page (HTML)' },
    {
      start: `${xml}<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"><html></html>`,
      name: 'cv.doc',
      is: 'a web page (HTML)',
    },
    { start: `\ufeff<html xmlns:w="urn:schemas-microsoft-com:office:word">`, name: 'cv.docx', is: 'a web page (HTML)' },
    {
      start: `${saved}Content-Type: multipart/related; type="text/html"\r\n\r\n--x`,
      name: 'cv.docx',
      is: 'a web page (MHTML)',
    },
    {
      start: 'Received: from a\nFrom: a@example.test\nMIME-Version: 1.0\nTo: b@example.test\n\nHello',
      name: 'cv.txt',
      is: 'an e-mail message',
    },
    { start: '{\\rtf1\\ansi Nurse}', name: 'cv.docx', is: 'an RTF document' },
    { start: '%!PS-Adobe-3.0\n', name: 'cv.pdf', is: 'a PostScript file' },
    {
      start: '{"":"WARNING!","doc_id":"1a","resource_key":"","email":"a@example.test"}',
      name: 'cv.docx',
      is: 'a link to a Google document',
    },
    {
      start: '[InternetShortcut]\r\nURL=https://docs.google.com/document/d/1',
      name: 'cv.url',
      is: 'a link to a web page',
    },
    {
      start: `${xml}<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">`,
      name: 'cv.txt',
      is: 'an OpenDocument file',
    },
    {
      start: `${xml}<?mso-application progid="Word.Document"?><w:wordDocument>`,
      name: 'cv.doc',
      is: 'a Word document saved as XML',
    },
    { start: `${xml}<resume/>`, name: 'cv.xml', is: 'an XML file' },
    { start: '\0'.repeat(900), name: 'cv.docx', is: 'nothing but zeros' },
  ])('is refused by its name, with what to do: $is as $name', async ({ start, name, is }) => {
    const promised = { docx: 'DOCX', pdf: 'PDF', txt: 'text file' }[name.slice(3)];
    await expect(documentKind(Buffer.from(start), { fileName: name })).rejects.toMatchObject({
      code: promised === undefined ? 'unsupported_media_type' : 'document_unreadable',
      detail: expect.stringContaining(promised === undefined ? `This file is ${is}.` : `it is ${is}.`),
    });
  });

  it('is refused also in UTF-16', async () => {
    await expect(documentKind(Buffer.from(`\ufeff${page}`, 'utf16le'), {})).rejects.toMatchObject({
      detail: expect.stringContaining('a web page (HTML)'),
    });
  });

  it.each([
    'Name: Amara Bello\nPhone: 12\n\nReceived: award of 2019',
    'C:\\> Nurse',
    '{"basics":{"name":"Amara","url":"https://docs.google.com/x"}}',
    '<Amara Bello>\nNurse',
    '# Amara Bello\n\nNurse',
    '\\documentclass{article}\n\\begin{document}Nurse',
  ])('is told from a text that only looks like one: %j', async (text) => {
    expect(await documentKind(Buffer.from(text), { fileName: 'cv.txt' })).toBe('text');
  });
});
