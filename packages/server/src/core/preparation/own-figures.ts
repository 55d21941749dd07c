import * as z from 'zod';
import { isoTime, type Clock } from '../kernel/clock.ts';
import { kept, type Records, type Row } from '../records/ports.ts';
import { sha256 } from '../tenancy/digests.ts';
import type { Scope } from '../tenancy/scope.ts';
import { payPeriod } from './pay-text.ts';
import type { FigureBook, OwnFigures, ToldFigures } from './ports.ts';

const figure = z.object({
  amount: z.number(),
  currency: z.string().exactOptional(),
  period: payPeriod.exactOptional(),
});
const figureRecord = z.object({ current: figure.exactOptional(), wished: figure.exactOptional(), savedAt: z.number() });

type Figure = z.infer<typeof figure>;
type FigureRecord = z.infer<typeof figureRecord>;

/** What candidates said about pay. Each figure keeps the currency and period it was told with. */
export function ownFigures({ records, clock }: { records: Records; clock: Clock }): FigureBook {
  const rows = records.collection<FigureRecord>('figures', { schema: figureRecord });
  const known = async (scope: Scope) => {
    const row = await rows.get(scope, figuresId(scope));
    return row === undefined ? undefined : shown(row);
  };
  return {
    known,
    async remember(scope, told) {
      const amounts = told.current !== undefined || told.wished !== undefined;
      const corrects = told.currency !== undefined || told.period !== undefined;
      if (!amounts && (!corrects || (await known(scope)) === undefined)) return known(scope);
      return shown(
        await kept(rows, scope, { id: figuresId(scope), value: (before) => withTold(before, told, clock.now()) }),
      );
    },
  };
}

function withTold(before: FigureRecord | undefined, told: ToldFigures, savedAt: number): FigureRecord {
  const anew = told.current !== undefined || told.wished !== undefined;
  const unit = {
    ...(told.currency === undefined ? {} : { currency: told.currency }),
    ...(told.period === undefined ? {} : { period: told.period }),
  };
  const next = (amount: number | undefined, one: Figure | undefined): Figure | undefined => {
    // A new amount brings its own unit; what it leaves open is as it was last time.
    if (amount !== undefined) return { ...one, amount, ...unit };
    return one === undefined || anew ? one : { ...one, ...unit };
  };
  const [current, wished] = [next(told.current, before?.current), next(told.wished, before?.wished)];
  return { savedAt, ...(current === undefined ? {} : { current }), ...(wished === undefined ? {} : { wished }) };
}

/** There is one page of figures for a candidate, so that its id can be told from theirs. */
function figuresId({ tenantId, subject }: Scope): string {
  return `fig_${sha256(JSON.stringify([tenantId, subject.kind, subject.id])).slice(0, 40)}`;
}

function shown({ value: { savedAt, ...figures } }: Row<FigureRecord>): OwnFigures {
  return { ...figures, savedAt: isoTime(savedAt) };
}
