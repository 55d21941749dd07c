import { type InterviewPosting, jobTitle, likelyQuestions, questionsToAsk, type Stage } from '../interview/ports.ts';
import { competencyOf, type Requirement } from '../vocabulary/ports.ts';

/** One part of an interview. Minutes count from its start; the times are there when the start is known. */
export type AgendaBlock = {
  readonly stage: Stage;
  readonly title: string;
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly startsAt?: number;
  readonly endsAt?: number;
  readonly purpose: string;
  /** What to have ready for it. */
  readonly bring: readonly string[];
  readonly questions: readonly string[];
};

export type Agenda = { readonly minutes: number; readonly blocks: readonly AgendaBlock[] };

export type AgendaFacts = {
  readonly posting: InterviewPosting;
  readonly resumeCompetencyIds?: readonly string[];
  readonly minutes: number;
  /** Epoch ms. */
  readonly startsAt?: number;
  /** The same agenda for the same seed. */
  readonly seed: string;
};

export const AGENDA_MINUTES = { least: 10, most: 240, usual: 45 } as const;

const MINUTE_MS = 60_000;
const LIKELY = 10;
const ASKED = 2;

/** How an interview usually goes: parts of it in per cent, and what each is for. */
const COURSE: readonly { stage: Stage; share: number; title: string; purpose: string }[] = [
  {
    stage: 'opening',
    share: 12,
    title: 'Welcome and introduction',
    purpose: 'They want a first picture: who you are and why you are here.',
  },
  {
    stage: 'experience',
    share: 18,
    title: 'Your experience',
    purpose: 'They go through what you have done and look for what carries over to this job.',
  },
  {
    stage: 'technical',
    share: 30,
    title: 'The work itself',
    purpose: 'They check whether you can do what the posting asks for.',
  },
  {
    stage: 'behavioural',
    share: 25,
    title: 'How you work with others',
    purpose: 'They ask for real occasions to see how you act when it matters.',
  },
  {
    stage: 'closing',
    share: 15,
    title: 'Your questions and what comes next',
    purpose: 'Your turn: find out whether you want this, and when you will hear from them.',
  },
];

const MINUTES =
  /(?<![\d.,])(?<count>\d{1,3})[\s-]{0,2}(?<unit>min(?:ute)?s?|hours?)(?!\p{L})|(?<half>half an hour)|(?<one>(?:one|an|a full) hour)/iu;

/** How long an interview is, where a text says it and it can be true. */
export function minutesIn(text: string): number | undefined {
  const { count, unit, half, one } = MINUTES.exec(text.slice(0, 400))?.groups ?? {};
  const minutes =
    half !== undefined ? 30 : one !== undefined ? 60 : Number(count) * (unit?.startsWith('h') === true ? 60 : 1);
  return minutes >= AGENDA_MINUTES.least && minutes <= AGENDA_MINUTES.most ? minutes : undefined;
}

/** How an interview for a posting is likely to divide its time. Computed, and the same for the same facts. */
export function agendaOf(facts: AgendaFacts): Agenda {
  const minutes = Math.round(Math.min(AGENDA_MINUTES.most, Math.max(AGENDA_MINUTES.least, facts.minutes)));
  const resume = facts.resumeCompetencyIds === undefined ? undefined : { competencyIds: facts.resumeCompetencyIds };
  const likely = likelyQuestions(facts.posting, resume, { count: LIKELY, seed: facts.seed });
  const lengths = dividedBy(
    minutes,
    COURSE.map(({ share }) => share),
  );
  let at = 0;
  const blocks = COURSE.map(({ stage, title, purpose }, index): AgendaBlock => {
    const fromMinute = at;
    at += lengths[index] ?? 0;
    const questions = likely
      .filter((question) => question.stage === stage)
      .slice(0, ASKED)
      .map(({ text }) => text);
    const times =
      facts.startsAt === undefined
        ? {}
        : { startsAt: facts.startsAt + fromMinute * MINUTE_MS, endsAt: facts.startsAt + at * MINUTE_MS };
    return { stage, title, fromMinute, toMinute: at, ...times, purpose, bring: broughtTo(stage, facts), questions };
  });
  return { minutes, blocks };
}

/** Whole minutes that add up, by largest remainder. */
function dividedBy(minutes: number, shares: readonly number[]): number[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  const exact = shares.map((share) => (minutes * share) / all);
  const whole = exact.map(Math.floor);
  const left = minutes - whole.reduce((sum, one) => sum + one, 0);
  const byRest = exact
    .map((one, index) => ({ index, rest: one - Math.floor(one) }))
    // Of two that lack the same the earlier comes first: sorting is stable.
    .toSorted((a, b) => b.rest - a.rest);
  for (const { index } of byRest.slice(0, left)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}

function broughtTo(stage: Stage, { posting, resumeCompetencyIds, seed }: AgendaFacts): string[] {
  switch (stage) {
    case 'opening':
      return [
        `Two minutes on who you are and what leads you to ${jobTitle(posting.title)}.`,
        ...(posting.company === undefined ? [] : [`One reason why it is ${posting.company}.`]),
      ];
    case 'experience':
      return experienceFor(posting, resumeCompetencyIds);
    case 'technical': {
      const examples = examplesFor(posting.requirements.filter((requirement) => isTrade(requirement)));
      return examples.length > 0 ? examples : ['One piece of work you can explain from beginning to end.'];
    }
    case 'behavioural':
      return [
        ...examplesFor(
          posting.requirements.filter((requirement) => !isTrade(requirement) && requirement.competencyIds.length > 0),
        ).slice(0, 2),
        'Two occasions, each as situation, task, action and result.',
      ];
    case 'closing':
      return questionsToAsk(posting, { count: ASKED, seed }).map(({ text }) => `Ask: ${text}`);
  }
}

function experienceFor(
  { requirements }: InterviewPosting,
  resumeCompetencyIds: readonly string[] | undefined,
): string[] {
  if (resumeCompetencyIds === undefined) return ['Your résumé, as they have it.'];
  const asked = new Set(requirements.flatMap(({ competencyIds }) => competencyIds));
  const shown = [...new Set(resumeCompetencyIds)]
    .filter((id) => asked.has(id))
    .flatMap((id) => competencyOf(id)?.label ?? [])
    .slice(0, 3);
  return ['Your résumé, as they have it.', ...shown.map((label) => `Where you did this: ${label}.`)];
}

/** An example for each of the three requirements that weigh most: musts first, then as they stand. */
function examplesFor(requirements: readonly Requirement[]): string[] {
  const musts = requirements.filter(({ importance }) => importance === 'must');
  const others = requirements.filter(({ importance }) => importance !== 'must');
  return [...musts, ...others].slice(0, 3).map(({ text }) => `An example of your own for “${oneLine(text)}”.`);
}

function isTrade({ competencyIds }: Requirement): boolean {
  return competencyIds.some((id) => competencyOf(id)?.kind !== 'behavioural');
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim().slice(0, 200);
