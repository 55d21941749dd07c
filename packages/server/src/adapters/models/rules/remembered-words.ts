import type { CoachContext } from '../../../core/chat/reply-spec.ts';
import { asText } from './markup.ts';
import { phrase } from './phrases.ts';

/** By the id of a criterion: what was missing, and how to begin this time. */
const WORDS: Readonly<Record<string, readonly [missing: string, start: string]>> = {
  occasion: ['one particular occasion', 'begin with when and where it was'],
  responsibility: ['what was yours to do', 'say early what depended on you'],
  own_action: ['what you did yourself', 'say your steps with “I”'],
  outcome: ['the ending', 'start from it'],
  checkable: ['something that can be checked', 'have one figure or one name ready'],
  relevant: ['the link to what they ask for', 'use one of their own words'],
  approach: ['the order of your steps', 'say what comes first, and what next'],
  reason: ['the reason', 'say why you did it that way'],
  own_example: ['an example of your own', 'choose one before you begin'],
  people: ['whom you involve', 'say whom you would ask, and when'],
  check: ['how you know that it worked', 'end with that'],
  link: ['the link between you and this job', 'name one thing of theirs and one of yours'],
};

/** What the coach says where a question or a requirement comes again and something was missing the last time. */
export function rememberedWords(context: CoachContext): string | undefined {
  const { remembered: gap } = context;
  if (gap === undefined) return undefined;
  const words = WORDS[gap.criterionId];
  if (words === undefined)
    return phrase('rememberedOther', context, { label: asText(gap.label), note: asText(gap.note) });
  const name = gap.about === 'question' ? 'rememberedQuestion' : 'rememberedRequirement';
  return phrase(name, context, { missing: words[0], start: words[1] });
}
