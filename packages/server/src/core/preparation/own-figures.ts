import * as z from 'zod';
import { isoTime, type Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { kept, type Records, type Row } from '../records/ports.ts';
import { sha256 } from '../kernel/digests.ts';
import type { Scope } from '../tenancy/scope.ts';
import { payPeriod } from './pay-text.ts';
import type { FigureRepository, OwnFigures, FigureUpdate } from './ports.ts';

const figure = z.object({
  amount: z.number(),
  currency: z.string().exactOptional(),
  period: payPeriod.exactOptional(),
});
const figureRecord = z.object({ current: figure.exactOptional(), wished: figure.exactOptional(), savedAt: z.number() });

type Figure = z.infer<typeof figure>;
type FigureRecord = z.infer<typeof figureRecord>;

/** The pay figures that candidates named. Each keeps the currency and period it was given with. */
export function ownFigures({ records, clock }: { records: Records; clock: Clock }): FigureRepository {
  const rows = records.collection<FigureRecord>('figures', { schema: figureRecord });
  const known = async (scope: Scope) => {
    const row = await rows.get(scope, figuresId(scope));
    return row === undefined ? undefined : shown(row);
  };
  return {
    known,
    async remember(scope, update) {
      const amounts = update.current !== undefined || update.wished !== undefined;
      const corrects = update.currency !== undefined || update.period !== undefined;
      if (!amounts && (!corrects || (await known(scope)) === undefined)) return known(scope);
      return shown(
        await kept(rows, scope, { id: figuresId(scope), value: (before) => withUpdate(before, update, clock.now()) }),
      );
    },
  };
}

function withUpdate(before: FigureRecord | undefined, update: FigureUpdate, savedAt: number): FigureRecord {
  const anew = update.current !== undefined || update.wished !== undefined;
  const unit = { ...defined({ currency: update.currency, period: update.period }) };
  const next = (amount: number | undefined, one: Figure | undefined): Figure | undefined => {
    // A new amount brings its own unit; what it leaves open is as it was last time.
    if (amount !== undefined) return { ...one, amount, ...unit };
    return one === undefined || anew ? one : { ...one, ...unit };
  };
  const [current, wished] = [next(update.current, before?.current), next(update.wished, before?.wished)];
  return { savedAt, ...defined({ current, wished }) };
}

/** There is one page of figures for a candidate, so its id is derived from the candidate's. */
function figuresId({ tenantId, subject }: Scope): string {
  return `fig_${sha256(JSON.stringify([tenantId, subject.kind, subject.id])).slice(0, 40)}`;
}

function shown({ value: { savedAt, ...figures } }: Row<FigureRecord>): OwnFigures {
  return { ...figures, savedAt: isoTime(savedAt) };
}
