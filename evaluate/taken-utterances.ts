import { chatIntent } from '../packages/server/src/core/chat/decisions.ts';
import { languageOf } from '../packages/server/src/core/vocabulary/ports.ts';
import type { Engined } from './judged-answers.ts';
import type { LabelledAnswer, LabelledSet, Utterance } from './labelled-set.ts';

/** How a message was taken: as an answer, as something else, so that the coach asks which it was, or not at all. */
export type Taken = 'answer' | 'aside' | 'asks' | 'failed';
export type TakenUtterance = Utterance & { readonly taken: Taken };

export type TakenUtterances = {
  readonly asides: readonly TakenUtterance[];
  readonly answers: readonly TakenUtterance[];
};

/** Every message with a question open. Answers are those of `answers.txt` and those of the occupations that answer it. */
export async function takenUtterances(set: LabelledSet, engined: Engined): Promise<TakenUtterances> {
  const written = set.occupations.flatMap(({ answers }) => answers.filter(isAnswer));
  const taken = async (utterances: readonly Utterance[]) => {
    const all: TakenUtterance[] = [];
    for (const utterance of utterances) all.push({ ...utterance, taken: await takenAs(utterance, engined) });
    return all;
  };
  return {
    asides: await taken(set.asides),
    answers: await taken([...set.answers, ...written.map(({ text }) => ({ text, afterFeedback: false }))]),
  };
}

/** Whether the coach has to take it for the answer: no matter how good it is, but with words of its own. */
function isAnswer({ gate, style }: LabelledAnswer): boolean {
  return gate === null && style !== 'nonsense' && style !== 'pasted';
}

async function takenAs({ text, afterFeedback }: Utterance, { engine, call }: Engined): Promise<Taken> {
  // Parsed, so that what the decision does not know yet or any more does no harm.
  const facts = chatIntent.facts.parse({
    text,
    language: languageOf(text).code,
    hasOpenQuestion: true,
    hasFeedback: afterFeedback,
    hasPosting: true,
    hasResume: true,
    asksWhether: false,
  });
  const decided = await engine.runDecision(chatIntent, facts, call).catch(() => undefined);
  if (decided === undefined) return 'failed';
  // A name of a decision that is to come is none that the compiler knows yet.
  const intent: string = decided.answer.intent;
  return intent === 'answer' ? 'answer' : intent === 'unclear' ? 'asks' : 'aside';
}
