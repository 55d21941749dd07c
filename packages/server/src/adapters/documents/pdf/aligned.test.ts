import { describe, expect, it } from 'vitest';
import { onePage, printed } from '../../../../../../scripts/fixtures/pdf-bytes.ts';
import { pdfDocument } from './pdf-document.ts';

const at = (text: string, x: number, y: number) => printed(text, { x, y, size: 10 });
/** Cells of three columns that begin at their own places, each a list of lines. */
const row = (y: number, ...cells: readonly (readonly string[])[]) =>
  cells
    .flatMap((lines, column) => lines.map((text, line) => at(text, [60, 112, 233][column] ?? 0, y - line * 12)))
    .join('');

const rows = [
  row(
    700,
    ['2019–2024'.replace('–', '-')],
    ['Registered Nurse, child', 'emergency ward'],
    ['Led triage of forty a', 'day and taught six'],
  ),
  row(
    668,
    ['2015-2019'],
    ['Staff Nurse, the surgical', 'ward and its intensive', 'care'],
    ['Cared for eight people', 'a shift'],
  ),
  row(
    624,
    ['2012-2015'],
    ['Nursing Assistant in the', 'home for the elderly'],
    ['Helped with washing,', 'meals and walks'],
  ),
];
const page = (content: string) =>
  pdfDocument(onePage(at('Amara Bello', 60, 740) + content)).then(({ text }) => text.split(/\n+/u));

describe('a table without lines whose cells nearly touch', () => {
  it('[N-15] is read cell by cell, each date with its job', async () => {
    expect(await page(rows.join(''))).toEqual([
      'Amara Bello',
      '2019-2024 Registered Nurse, child emergency ward Led triage of forty a day and taught six',
      '2015-2019 Staff Nurse, the surgical ward and its intensive care Cared for eight people a shift',
      '2012-2015 Nursing Assistant in the home for the elderly Helped with washing, meals and walks',
    ]);
  });

  it('is not seen in lines of text that happen to have words below each other', async () => {
    const lines = ['Led triage and taught six', 'new nurses the whole of', 'the day and the night in'];
    const content = lines.map((text, index) => at(text, 60, 700 - index * 12)).join('');
    expect((await page(content)).slice(1).join(' ')).toBe(lines.join(' '));
  });

  it('is not seen in a list and its signs', async () => {
    const items = ['Led triage of forty children a day in the ward for', 'children and their mothers'];
    const content = [0, 30, 60]
      .map((down) => at('-', 60, 700 - down) + items.map((text, line) => at(text, 67, 700 - down - line * 12)).join(''))
      .join('');
    expect((await page(content)).slice(1)).toEqual([0, 1, 2].map(() => `- ${items.join(' ')}`));
  });
});

describe('dates beside jobs, with headings between them', () => {
  it('[N-15] stay on the lines of their jobs', async () => {
    const left = [
      ['WORK EXPERIENCE', 700],
      ['2019-2024', 684],
      ['2015-2019', 640],
      ['EDUCATION AND TRAINING', 608],
      ['2011-2014', 592],
    ] as const;
    const right = [
      ['Registered Nurse', 684],
      ['Northfield Hospital, Leeds, a ward for children', 672],
      ['and their mothers', 660],
      ['Staff Nurse', 640],
      ['Leeds General', 628],
      ['BSc Nursing', 592],
    ] as const;
    const content = [...left.map(([text, y]) => at(text, 60, y)), ...right.map(([text, y]) => at(text, 240, y))].join(
      '',
    );
    const lines = await page(content);
    expect(lines).toEqual(
      expect.arrayContaining(['2019-2024 Registered Nurse', '2015-2019 Staff Nurse', '2011-2014 BSc Nursing']),
    );
  });
});

describe('a table whose columns are far from each other', () => {
  it('[N-15] is read row by row and not as columns of the page', async () => {
    const wide = (y: number, ...cells: readonly (readonly string[])[]) =>
      cells
        .flatMap((lines, column) => lines.map((text, line) => at(text, [60, 150, 320][column] ?? 0, y - line * 12)))
        .join('');
    const content =
      wide(
        700,
        ['2019-2024'],
        ['Registered Nurse, child', 'emergency ward'],
        ['Led triage of forty a', 'day and taught six'],
      ) +
      wide(668, ['2015-2019'], ['Staff Nurse, the surgical', 'ward'], ['Cared for eight people', 'a shift']) +
      wide(
        636,
        ['2012-2015'],
        ['Nursing Assistant in the', 'home for the elderly'],
        ['Helped with washing,', 'meals and walks'],
      );
    expect((await page(content)).slice(1, 3)).toEqual([
      '2019-2024 Registered Nurse, child emergency ward Led triage of forty a day and taught six',
      '2015-2019 Staff Nurse, the surgical ward Cared for eight people a shift',
    ]);
  });
});
