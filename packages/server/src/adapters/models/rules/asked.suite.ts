import type { AnswerFacts } from '../../../core/feedback/decisions.ts';

type Question = AnswerFacts['question'];

const ask = (text: string, requirement: string, competencyIds: string[] = []): Question => ({
  text,
  kind: 'behavioural',
  requirement,
  competencyIds,
  looksFor: ['One particular occasion', 'What you did yourself', 'How it ended'],
});

/** Questions as the coach asks them, one for each trade. */
export const ASKED = {
  nurse: ask(
    'Tell me about a time you had to stay calm under pressure on a busy shift.',
    'Able to stay calm under pressure and prioritise',
    ['prioritisation', 'working-under-pressure'],
  ),
  driver: ask(
    'Describe a day when your delivery route did not go to plan.',
    'Deliver 90 to 120 parcels a day on a planned route, on time',
    ['route-planning', 'time-management'],
  ),
  teacher: ask(
    'Tell me about a pupil whose behaviour you helped to change.',
    'Strong classroom management and behaviour support',
    ['classroom-management'],
  ),
  engineer: ask(
    'Tell me about an incident in production that you worked on.',
    'Own your services in production, including the on-call rotation',
    ['incident-management'],
  ),
  sales: ask('Tell me about a deal that you nearly lost.', 'Strong negotiation and presentation skills are essential', [
    'negotiation',
  ]),
} as const;

/** `reads`: occasion, responsibility, own action, outcome, checkable, relevant; y yes, p partly, n no, - anything but yes, * open. */
export type SampleAnswer = {
  readonly name: string;
  readonly to: keyof typeof ASKED;
  readonly reads: string;
  readonly text: string;
};
