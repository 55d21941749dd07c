import { ASIDES, type Intent, type IntentFacts } from '../../../core/chat/decisions.ts';
import { isJobText, isSurelyAside } from './aside-rules.ts';
import { commandIn, intentOf } from './intent-rules.ts';
import { planIntent } from './plan-intents.ts';

/**
 * What the candidate certainly wants, in words that mean nothing else: no model need be asked. Everything else is
 * `undefined`, each answer too.
 */
export function certainIntent(facts: IntentFacts): Intent | undefined {
  const planned = planIntent(facts);
  if (planned !== undefined) return planned;
  const command = commandIn(facts.text);
  const intent = intentOf(facts);
  if (command?.rule.certain?.test(command.said) === true && intent.intent === command.rule.intent) return intent;
  if (['confirms_answer', 'denies_answer', 'job_text'].includes(intent.intent)) return intent;
  const isCertain = HARMLESS.includes(intent.intent) && facts.text.length <= CERTAIN_CHARACTERS && isSurelyAside(facts);
  return isCertain ? intent : undefined;
}

/** Asides that change nothing: to take one for another costs little. */
const HARMLESS: readonly Intent['intent'][] = [
  'greeting',
  ...ASIDES.filter((aside) => !['declines', 'dispute', 'unclear'].includes(aside)),
];

/** A longer aside may be about several things: a model says better what it is about. */
const CERTAIN_CHARACTERS = 40;

/**
 * What is made of the answer of a model, or of none that could be read. What the rules are sure is an aside is never taken
 * for an answer.
 */
export function reviewedIntent(facts: IntentFacts, said: Intent | undefined): Intent {
  if (said === undefined) return intentOf(facts);
  const isReply = said.intent === 'confirms_answer' || said.intent === 'denies_answer';
  if (isReply && !facts.asksWhether) return intentOf(facts);
  if (said.intent === 'job_text' && !isJobText(facts)) return intentOf(facts);
  if (said.intent !== 'answer') return said;
  return !facts.hasOpenQuestion || isSurelyAside(facts) ? intentOf(facts) : said;
}
