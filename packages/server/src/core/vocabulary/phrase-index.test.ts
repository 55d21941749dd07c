import { describe, expect, it } from 'vitest';
import { outermost, phraseIndex } from './phrase-index.ts';

const index = phraseIndex([
  ['sales', 'sales'],
  ['sales forecast', 'forecast'],
  ['forecast model', 'model'],
  ['=Go', 'go'],
  ['=Go Live', 'live'],
]);
const found = (text: string) => index.find(text).map(({ value, start, end }) => [value, text.slice(start, end)]);

describe('phrases', () => {
  it('are found whatever their endings and capitals, except those that are exact', () => {
    expect(found('Forecasting models; SALES')).toEqual([
      ['model', 'Forecasting models'],
      ['sales', 'SALES'],
    ]);
    expect(found('We go with Go')).toEqual([['go', 'Go']]);
    expect(found('to go Live, and to Go Live')).toEqual([
      ['go', 'Go'],
      ['live', 'Go Live'],
    ]);
  });

  it('do not go over a comma, a full stop or an empty line, but over a line break', () => {
    expect(found('sales, forecast. Sales\n\nforecast').map(([value]) => value)).toEqual(['sales', 'sales']);
    expect(found('sales\nforecast')).toContainEqual(['forecast', 'sales\nforecast']);
  });

  it('inside a longer one are left out; of those that only overlap or are equal, both stay', () => {
    const kept = (text: string) => outermost(index.find(text)).map(({ value }) => value);
    expect(kept('sales forecast and sales')).toEqual(['forecast', 'sales']);
    expect(kept('sales forecast model')).toEqual(['forecast', 'model']);
    const at = (value: string, start: number, end: number) => ({ value, start, end, wordCount: 1 });
    expect(outermost([at('b', 0, 5), at('a', 0, 5), at('c', 1, 4)]).map(({ value }) => value)).toEqual(['b', 'a']);
    // What is inside the widest so far is left out, though a shorter one came between.
    expect(outermost([at('a', 0, 9), at('b', 8, 10), at('c', 9, 10)]).map(({ value }) => value)).toEqual(['a', 'b']);
  });
});
