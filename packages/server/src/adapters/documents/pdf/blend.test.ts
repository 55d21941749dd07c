import { describe, expect, it } from 'vitest';
import { onePage, pdfStream, printed, type PageOptions } from '../../../../../../scripts/fixtures/pdf-bytes.ts';
import { mixed } from './blend.ts';
import { pdfDocument } from './pdf-document.ts';

const words = 'Nurse with nine years of practice';
const blending = (mode: string, more = ''): PageOptions => ({ resources: `/ExtGState<</GB<</BM/${mode}>>>>${more}` });

async function readPage(content: string, options: PageOptions) {
  const { text, hidden } = await pdfDocument(onePage(content, options));
  return { text, hidden: hidden.map(({ reason, text: passage }) => [reason, passage]) };
}

describe('text that is blended with what lies beneath it', () => {
  it.each([
    ['white by difference from the white page', 'Difference', '1 1 1 rg'],
    ['black by difference from the white page', 'Difference', '0 g'],
    ['white by exclusion', 'Exclusion', '1 1 1 rg'],
    ['white by luminosity', 'Luminosity', '1 1 1 rg'],
    ['black that burns into the page', 'ColorBurn', '0 g'],
    ['dark grey by hard light', 'HardLight', '0.2 g'],
    ['the colour of a bar, by difference from it', 'Difference', '0.2 0.3 0.5 rg 0 600 612 192 re f 0.2 0.3 0.5 rg'],
  ])('[N-15] is read and not reported: %s', async (_, mode, colour) => {
    const page = await readPage(`/GB gs ${colour} ${printed(words)}`, blending(mode));
    expect(page).toEqual({ text: words, hidden: [] });
  });

  it('is read in a group that is laid by difference over the page', async () => {
    const group = '/Group<</S/Transparency>>/Resources<</Font<</F1 5 0 R>>>>';
    const options = {
      ...blending('Difference', '/XObject<</Fm1 6 0 R>>'),
      more: [pdfStream(`1 1 1 rg ${printed(words)}`, `/Type/XObject/Subtype/Form/BBox[0 0 612 792]${group}`)],
    };
    expect(await readPage('/GB gs /Fm1 Do', options)).toEqual({ text: words, hidden: [] });
  });

  it('is hidden where no way of looking at it shows it: white multiplied with white', async () => {
    const secret = `/GB gs 1 1 1 rg ${printed('score ten of ten', { y: 600 })}`;
    expect(await readPage(printed(words) + secret, blending('Multiply'))).toEqual({
      text: words,
      hidden: [['white_text', 'score ten of ten']],
    });
  });
});

describe('a blended colour', () => {
  it.each([
    ['multiply', [127.5, 0, 51]],
    ['screen', [255, 127.5, 255]],
    ['difference', [127.5, 127.5, 204]],
    ['exclusion', [127.5, 127.5, 204]],
    ['darken', [127.5, 0, 51]],
    ['lighten', [255, 127.5, 255]],
    ['hard-light', [255, 0, 255]],
    ['overlay', [255, 0, 102]],
    ['color-dodge', [255, 127.5, 255]],
    ['color-burn', [127.5, 0, 51]],
  ])('is worked out channel by channel for %s', (blend, expected) => {
    const [over, under] = [[255, 0, 255] as const, [127.5, 127.5, 51] as const];
    expect(mixed(blend, over, under)?.map((channel) => Math.round(channel * 10) / 10)).toEqual(expected);
  });

  it('is unknown for other ways of blending', () => {
    expect(mixed('luminosity', [0, 0, 0], [255, 255, 255])).toBeUndefined();
  });
});
