import {
  type InterviewPlan,
  type PlanChange,
  type PlanLength,
  planLengthIn,
  type PlanOrder,
  planOrderIn,
  practiceAsked,
} from '../interview/ports.ts';
import { competencyIdsIn, wordsOf } from '../vocabulary/ports.ts';
import type { CoachFacts } from './coach-facts.ts';
import type { Intent } from './decisions.ts';

const DEFAULT_LENGTH: PlanLength = { minutes: 20 };

/** How long the practice is to be: by the words of the message, or else as an engine understood it. */
export function lengthWished(text: string, { minutes, questions }: Intent): PlanLength {
  const said = planLengthIn(text) ?? practiceAsked(text);
  if (said !== undefined) return said;
  if (questions !== undefined) return { questions };
  return minutes === undefined ? DEFAULT_LENGTH : { minutes };
}

/** What is to be different, likewise; `undefined` where nobody understood it. */
export function orderWished(text: string, { change, stage, minutes, questions }: Intent): PlanOrder | undefined {
  const said = planOrderIn(text);
  if (said !== undefined) return said;
  if (change === 'shorter' || change === 'longer') return { kind: change };
  if (change !== undefined && stage !== undefined) return { kind: change, stage };
  if (questions !== undefined) return { kind: 'length', questions };
  return minutes === undefined ? undefined : { kind: 'length', minutes };
}

/** The change that an order is; `undefined` where it names a topic that neither the posting nor the vocabulary has. */
export function changeOf(order: PlanOrder, facts: CoachFacts): PlanChange | undefined {
  if (order.kind !== 'more_about') return order;
  const competencyIds = competenciesOf(order.topic, facts);
  return competencyIds.length === 0 ? undefined : { kind: 'more_about', competencyIds };
}

/** The skills that a topic names, and those of requirements in whose words it stands. */
function competenciesOf(topic: string, { requirements }: CoachFacts): string[] {
  const named = competencyIdsIn(topic);
  if (named.length > 0) return named;
  const words = wordsOf(topic).map(({ stem }) => stem);
  const about = requirements.filter(({ text }) => {
    const said = new Set(wordsOf(text).map(({ stem }) => stem));
    return words.length > 0 && words.every((word) => said.has(word));
  });
  return [...new Set(about.flatMap(({ competencyIds }) => competencyIds))];
}

/** Whether a plan is under way. */
export const isRunning = (plan: InterviewPlan | undefined): plan is InterviewPlan => plan?.state === 'running';
