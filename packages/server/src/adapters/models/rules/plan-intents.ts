import type { Intent, IntentFacts } from '../../../core/chat/decisions.ts';
import { planEndingIn, planOrderIn, practiceAsked } from '../../../core/interview/ports.ts';

/** With a question open, something longer may be a story that has an interview in it. */
const MOST_WORDS_WHILE_OPEN = 20;

/** What a message plainly wants of a practice interview; `undefined` where it is about something else. */
export function planIntent({ text, hasOpenQuestion, hasPlan }: IntentFacts): Intent | undefined {
  if (hasOpenQuestion && text.trim().split(/\s+/u).length > MOST_WORDS_WHILE_OPEN) return undefined;
  if (planEndingIn(text) !== undefined) return { intent: 'end_practice' };
  if (hasPlan === true && planOrderIn(text) !== undefined) return { intent: 'change_plan' };
  return practiceAsked(text) === undefined ? undefined : { intent: 'practise_interview' };
}
