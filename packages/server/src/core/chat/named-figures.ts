import { defined } from '../kernel/defined.ts';
import { minutesIn, ownFiguresIn } from '../preparation/ports.ts';
import type { Intent } from './decisions.ts';
import type { CoachContext } from './reply-spec.ts';

/** The figures in what the candidate said that matter for what they want. */
export function namedFigures(text: string, { intent }: Intent): CoachContext['named'] {
  if (intent === 'agenda' || intent === 'practise_interview') {
    const minutes = minutesIn(text);
    return minutes === undefined ? undefined : { minutes };
  }
  if (intent !== 'compensation') return undefined;
  const { current, wished } = ownFiguresIn(text);
  const currency = wished?.currency ?? current?.currency;
  const period = wished?.period ?? current?.period;
  return { ...defined({ current: current?.amount, wished: wished?.amount, currency, period }) };
}
