import { expect, it } from 'vitest';
import { only } from '../../testing/only.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import type { Calendars, Interview } from '../calendar/ports.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Posting, Postings } from '../postings/ports.ts';
import type { PracticePast, PractisedQuestion } from '../practice/ports.ts';
import type { SavedAnswer, SavedAnswers } from '../preparation/ports.ts';
import type { Prep, Preps } from '../preps/ports.ts';
import type { Resume, Resumes } from '../resumes/ports.ts';
import { goalTools } from './goal-tools.ts';
import { used } from './test-fakes.ts';

type Known = {
  resume?: string;
  posting?: string;
  practised?: PractisedQuestion[];
  preps?: [string, string][];
  saved?: number;
  interviews?: [string | undefined, string][];
};

async function goals(known: Known, postingId?: string) {
  const asked: unknown[] = [];
  const missing = () => Promise.reject(new ServiceError('not_found'));
  const { resume, posting, practised = [], preps = [], saved = 0, interviews = [] } = known;
  const tools = goalTools({
    clock: manualClock(Date.parse('2026-11-20T09:00:00Z')),
    resumes: only<Resumes>({
      get: async () => (resume === undefined ? missing() : ({ text: resume, hidden: [{}] } as Resume)),
    }),
    postings: only<Postings>({
      get: async (_scope, id) =>
        posting === undefined || id !== 'post_a' ? missing() : ({ title: 'Nurse', description: posting } as Posting),
    }),
    past: only<PracticePast>({
      practised: async (_scope, about) => {
        asked.push(about);
        return practised;
      },
    }),
    preps: only<Preps>({
      list: async (_scope, page) => {
        asked.push(page);
        return { data: preps.map(([about, status]) => ({ postingId: about, status }) as Prep), nextCursor: null };
      },
    }),
    answers: only<SavedAnswers>({
      list: async (_scope, page) => {
        asked.push(page);
        return { data: Array.from({ length: saved }, () => ({}) as SavedAnswer), nextCursor: null };
      },
    }),
    calendars: only<Calendars>({
      upcoming: async (_scope, page) => {
        asked.push(page);
        const data = interviews.map(([about, startsAt]) => ({ postingId: about, startsAt }) as Interview);
        return { connected: true, data };
      },
    }),
  });
  const { output, summary } = await used(tools, 'get_prep_goals_status', postingId === undefined ? {} : { postingId });
  const { goals: listed, ...counts } = output as { goals: { id: string; evidence: object }[]; done: number };
  return { asked, summary, counts, of: Object.fromEntries(listed.map(({ id, evidence }) => [id, evidence])) };
}

it('asks for what there is of the posting of the conversation', async () => {
  expect((await goals({}, 'post_a')).asked).toEqual([
    { postingId: 'post_a' },
    { limit: 50 },
    { limit: 200 },
    { limit: 50 },
  ]);
  expect((await goals({})).asked[0]).toEqual({});
});

it('counts the goals that are reached', async () => {
  const { summary, counts } = await goals({
    resume: 'Nurse',
    saved: 2,
    interviews: [[undefined, '2026-11-26T13:00Z']],
  });
  expect([summary, counts]).toEqual(['2 of 6 goals reached', { done: 2, of: 6 }]);
});

it('counts the words of a résumé and what is hidden in it', async () => {
  expect((await goals({ resume: ' Nurse for  nine years.\n' })).of.resume).toEqual({ words: 4, hiddenPassages: 1 });
  expect((await goals({})).of.resume).toEqual({});
});

it('counts what was practised of what the posting needs, and not of what would be nice', async () => {
  const posting = 'Requirements\n- Wound care\n- Payroll\nNice to have\n- Kubernetes';
  const practised = [{ question: 'q', attempts: 1, requirement: 'Payroll' } as unknown as PractisedQuestion];
  expect((await goals({ posting, practised }, 'post_a')).of.requirements).toEqual({ practised: 1, of: 2, asked: 2 });
  for (const about of [undefined, 'post_gone'])
    expect((await goals({ posting, practised }, about)).of).not.toHaveProperty('requirements');
});

it('counts the documents about the posting, or all of them where there is none', async () => {
  const preps: [string, string][] = [
    ['post_a', 'ready'],
    ['post_a', 'running'],
    ['post_a', 'queued'],
    ['post_a', 'failed'],
    ['post_a', 'cancelled'],
    ['post_b', 'ready'],
    ['post_b', 'running'],
  ];
  expect((await goals({ preps }, 'post_a')).of.document).toEqual({ ready: 1, underWay: 2 });
  expect((await goals({ preps })).of.document).toEqual({ ready: 2, underWay: 3 });
});

it.each([
  [
    [
      ['post_b', '2026-11-21T13:00Z'],
      ['post_a', '2026-11-25T13:00Z'],
      [undefined, '2026-11-22T13:00Z'],
    ],
    'post_a',
    5,
  ],
  [
    [
      ['post_b', '2026-11-21T13:00Z'],
      [undefined, '2026-11-22T13:00Z'],
    ],
    'post_a',
    2,
  ],
  [[['post_b', '2026-11-21T13:00Z']], 'post_a', undefined],
  [
    [
      ['post_b', '2026-11-21T13:00Z'],
      [undefined, '2026-11-22T13:00Z'],
    ],
    undefined,
    1,
  ],
] as [[string | undefined, string][], string | undefined, number | undefined][])(
  'of the interviews %j the one for %s is meant',
  async (interviews, postingId, daysUntil) => {
    expect((await goals({ interviews }, postingId)).of.interview_date).toEqual(
      daysUntil === undefined ? {} : { daysUntil },
    );
  },
);
