import { exampleAnswer, kindSchema, plainQuestion } from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import { advertAnswer } from '../postings/ports.ts';
import type { SessionWriter } from '../sessions/ports.ts';
import { askedManner } from './asked-manner.ts';
import { asideSubject } from './aside-subject.ts';
import { interviewPosting } from './coach-facts.ts';
import { askedWhether, mannerAsked } from './coach-log.ts';
import { type Outcome, SILENT } from './coach-outcome.ts';
import type { CoachTurn } from './coach-turn.ts';
import type { Intent } from './decisions.ts';

/** What can be pressed where nobody can say whether a message was an answer. */
const WHETHER_CHOICES = [
  { label: 'Yes, that was my answer', text: 'Yes, that was my answer.' },
  { label: 'No, not yet', text: 'No, that was not my answer.' },
];

/** What an aside comes to: the question that was open stays open, and nothing is counted. `now` is in epoch milliseconds. */
export function asideOutcome(turn: CoachTurn, { intent, writer, now }: AsideTurn): Outcome {
  const outcome: Outcome = { ...SILENT, ...defined({ subject: asideSubject(intent.intent, turn.text) }) };
  switch (intent.intent) {
    case 'unclear':
      writer.appendLater(askedWhether.fact({ messageId: turn.messageId }));
      return { ...outcome, choices: WHETHER_CHOICES };
    case 'adjust':
      return { ...outcome, ...adjusted(turn, writer) };
    case 'rephrase':
      return { ...outcome, ...plainly(turn) };
    case 'example':
      return { ...outcome, ...example(turn) };
    case 'about_posting':
    case 'about_process': {
      const { posting } = turn.facts;
      return posting === undefined ? outcome : { ...outcome, advert: advertAnswer(posting, turn.text, now) };
    }
    default:
      return outcome;
  }
}

export type AsideTurn = { readonly intent: Intent; readonly writer: SessionWriter; readonly now: number };

/** It is remembered for all turns to come. Somebody who asks for plain words is given the question in them. */
function adjusted(turn: CoachTurn, writer: SessionWriter): Partial<Outcome> {
  const manner = askedManner(turn.text);
  if (manner.length > 0) writer.appendLater(mannerAsked.fact({ manner }));
  return { asked: manner, ...(manner.includes('plain') ? plainly(turn) : {}) };
}

function plainly({ state: { open }, facts, text }: CoachTurn): Partial<Outcome> {
  return open === undefined ? {} : { plainly: plainQuestion(open, { names: interviewPosting(facts), said: text }) };
}

function example({ state, facts, chatId }: CoachTurn): Partial<Outcome> {
  const kind = kindSchema.safeParse(state.open?.kind).data;
  return { example: exampleAnswer(kind, { roleFamily: facts.roleFamily, seed: `${chatId}/${state.turns}` }) };
}
