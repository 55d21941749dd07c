import { expect, it } from 'vitest';
import { only } from '../../testing/only.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Posting, Postings } from '../postings/ports.ts';
import type { FigureRepository, OwnFigures } from '../preparation/ports.ts';
import { compensationTools } from './compensation-tools.ts';
import { used } from './test-fakes.ts';

async function context(own: Partial<OwnFigures>, salary?: string, postingId = 'post_a') {
  const figures = only<FigureRepository>({ remember: async () => own as OwnFigures });
  const postings = only<Postings>({
    get: async (_scope, id) => {
      if (id === undefined) throw new Error('no posting was named');
      if (id !== 'post_a') throw new ServiceError('not_found');
      return { title: 'Nurse', ...(salary === undefined ? {} : { salary }) } as Posting;
    },
  });
  const tools = compensationTools({ figures, postings });
  return used(tools, 'get_compensation_context', postingId === '' ? {} : { postingId });
}
const market = 'No market figures are known here; nothing is compared with what others earn.';
const eur = (amount: number) => ({ amount, currency: 'EUR', period: 'year' as const });
const pay = { text: 'EUR 42,000 – 48,000 per year', least: 42_000, most: 48_000, currency: 'EUR', period: 'year' };

it.each(['', 'post_gone'])('says only what the candidate said when there is no posting (%j)', async (postingId) => {
  expect(await context({ wished: eur(50_000) }, 'EUR 42,000', postingId)).toMatchObject({
    ok: true,
    summary: 'The posting says nothing about pay',
  });
  const { output } = await context({ wished: eur(50_000) }, 'EUR 42,000', postingId);
  expect(output).toEqual({ own: { wished: eur(50_000) }, comparisons: [], market });
});

it.each([
  [{}, 'The posting says: EUR 42,000 – 48,000 per year', []],
  [
    { current: eur(45_000) },
    'The posting says: EUR 42,000 – 48,000 per year',
    [{ figure: 'current', position: 'within', differencePercent: 0, assumed: [] }],
  ],
  [
    { wished: eur(21_000) },
    'The posting says: EUR 42,000 – 48,000 per year; your wish is below that',
    [{ figure: 'wished', position: 'below', differencePercent: -50, assumed: [] }],
  ],
  [
    { wished: { ...eur(21_000), currency: 'GBP' } },
    'The posting says: EUR 42,000 – 48,000 per year',
    [{ figure: 'wished', position: 'not_comparable', because: 'The posting is in EUR, your figure in GBP.' }],
  ],
])('compares %j with the posting', async (own, summary, comparisons) => {
  expect(await context(own, 'EUR 42,000 – 48,000 per year')).toEqual({
    ok: true,
    summary,
    output: { posting: { title: 'Nurse', pay }, own, comparisons, market },
    reported: [],
  });
});

it.each([
  [eur(40_000), eur(50_000), 25],
  [eur(40_000), { amount: 4_000, currency: 'EUR', period: 'month' as const }, 20],
  [{ amount: 40_000, currency: 'EUR' }, { amount: 30_000 }, -25],
  [{ amount: 40_000 }, { amount: 30_000, currency: 'EUR' }, -25],
  [eur(40_000), { ...eur(50_000), currency: 'GBP' }, undefined],
  [eur(40_000), { amount: 25, currency: 'EUR', period: 'hour' as const }, undefined],
  [eur(40_000), undefined, undefined],
  [undefined, eur(40_000), undefined],
])('says how far a wish is from what there is now: %j to %j', async (current, wished, difference) => {
  const own = { ...(current && { current }), ...(wished && { wished }) };
  const { output } = await context(own);
  expect(output).toEqual({
    posting: { title: 'Nurse' },
    own,
    comparisons: [],
    ...(difference === undefined ? {} : { wishedToCurrentPercent: difference }),
    market,
  });
});
