import { describe, expect, it } from 'vitest';
import { pdfFile, pdfStream, printed } from '../../../../../../scripts/fixtures/pdf-bytes.ts';
import { pdfDocument } from './pdf-document.ts';

const threePages = (content: string) =>
  pdfFile([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R 3 0 R 3 0 R]/Count 3>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    pdfStream(printed(content)),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
  ]);

describe('a document that takes long', () => {
  it('is read as far as time allows, which is said', async () => {
    let nowMs = 0;
    const twoSeconds = () => (nowMs += 2_000);
    const { text, pages, truncated } = await pdfDocument(threePages('Amara Bello'), twoSeconds);
    expect({ lines: text.split(/\n+/u), pages, truncated }).toEqual({
      lines: ['Amara Bello', 'Amara Bello'],
      pages: 3,
      truncated: true,
    });
  });
});
