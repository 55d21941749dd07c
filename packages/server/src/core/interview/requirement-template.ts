import { competencyOf, type Requirement } from '../vocabulary/ports.ts';
import { questionOf } from './bank.ts';
import type { Topic } from './question-topic.ts';

/** What one has and gives no example of: a licence, a degree, a shift, a language. */
const HELD = new Set(['qualification', 'driving-licence', 'professional-registration', 'languages', 'shift-work']);
const HELD_WORDS =
  /\b(?:licen[cs]e|degree|diploma|certificate|certified|qualified|qualification|eligib|right to work|\d\s*(?:hours|days)\b)/iu;
const SHORTEST = 12;

/**
 * The requirement a question that is made of the advert's words takes: the one wished for, else the next in turn, each
 * once, the work itself before qualities of the person. Undefined where none is left that can be asked about in this way.
 */
export function requirementOfTemplate(
  requirements: readonly Requirement[],
  { asked, topic }: { readonly asked: readonly string[]; readonly topic: Topic | undefined },
): Requirement | undefined {
  if (topic?.requirement) return topic.requirement;
  const usable = requirements.filter(isAskable);
  const ordered = [...usable.filter((one) => !isQuality(one)), ...usable.filter(isQuality)];
  const turn = asked.filter((id) => questionOf(id)?.ofRequirement).length;
  return ordered[turn];
}

function isAskable({ text, competencyIds }: Requirement): boolean {
  return text.length >= SHORTEST && !HELD_WORDS.test(text) && !competencyIds.some((id) => HELD.has(id));
}

/** Whether a requirement is about the person alone ("calm under pressure") and not about the work. */
export function isQuality({ competencyIds }: Requirement): boolean {
  return competencyIds.length > 0 && competencyIds.every((id) => competencyOf(id)?.kind === 'behavioural');
}
