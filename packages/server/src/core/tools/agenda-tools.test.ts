import { expect, it } from 'vitest';
import { only } from '../../testing/only.ts';
import type { Calendars, Interview } from '../calendar/ports.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Posting, Postings } from '../postings/ports.ts';
import { agendaOf, interviewPostingOf } from '../preparation/ports.ts';
import type { Resume, Resumes } from '../resumes/ports.ts';
import { agendaTools } from './agenda-tools.ts';
import { used } from './test-fakes.ts';

const posting = {
  title: 'Nurse',
  company: 'Northfield',
  description: 'Requirements\n- Wound care\n- Payroll\n- Negotiation',
} as Posting;
const day = '2026-11-26T';
const interview = (id: string, more: Partial<Interview> = {}) =>
  ({
    id,
    title: `Interview ${id}`,
    startsAt: `${day}13:00:00.000Z`,
    endsAt: `${day}13:50:00.000Z`,
    allDay: false,
    ...more,
  }) as Interview;

async function agenda(
  interviews: Interview[],
  use: Parameters<typeof used>[2] = {},
  resume?: string,
): Promise<{ output: Record<string, unknown>; summary: string; asked: unknown[] }> {
  const missing = () => Promise.reject(new ServiceError('not_found'));
  const asked: unknown[] = [];
  const tools = agendaTools({
    calendars: only<Calendars>({
      upcoming: async (_scope, page) => {
        asked.push(page);
        return { connected: true, data: interviews };
      },
    }),
    postings: only<Postings>({ get: async (_scope, id) => (id === 'post_a' ? posting : missing()) }),
    resumes: only<Resumes>({ get: async () => (resume === undefined ? missing() : ({ text: resume } as Resume)) }),
  });
  const { output, summary } = await used(tools, 'generate_interview_agenda', use);
  return { output: output as Record<string, unknown>, summary, asked };
}

const shown = (id: string) => ({
  id,
  title: `Interview ${id}`,
  when: 'Thursday 26 November 2026 at 13:00 (UTC)',
  startsAt: `${day}13:00:00.000Z`,
});

it('is the agenda of the posting, with what the résumé shows', async () => {
  for (const resume of [undefined, 'Wound care and payroll for nine years.']) {
    const { output, summary, asked } = await agenda([], { postingId: 'post_a' }, resume);
    const { minutes, blocks } = agendaOf({
      posting: interviewPostingOf(posting),
      minutes: 45,
      seed: 'post_a',
      ...(resume === undefined ? {} : { resumeCompetencyIds: ['wound-care', 'payroll'] }),
    });
    expect(output).toEqual({ title: 'Nurse', company: 'Northfield', general: false, minutes, blocks });
    expect([summary, asked]).toEqual([`Laid out 45 minutes in ${blocks.length} parts`, [{ limit: 50 }]]);
  }
});

it('is of interviews in general where there is no posting, or it has gone', async () => {
  const general = { posting: interviewPostingOf(undefined), minutes: 45 };
  expect((await agenda([])).output).toEqual({
    title: 'this role',
    general: true,
    ...agendaOf({ ...general, seed: 'general' }),
  });
  expect((await agenda([], { postingId: 'post_gone' })).output).toEqual({
    title: 'this role',
    general: true,
    ...agendaOf({ ...general, seed: 'post_gone' }),
  });
});

const [mine, other, unknown] = [
  interview('mine', { postingId: 'post_a' }),
  interview('other', { postingId: 'post_b' }),
  interview('unknown'),
];
it.each([
  [[other, unknown, mine], 'post_a', mine],
  [[other, unknown], 'post_a', unknown],
  [[other], 'post_a', undefined],
  [[other, unknown], undefined, other],
  [[unknown, other], undefined, unknown],
])('of the interviews %j takes for the posting %s the one that is meant', async (interviews, postingId, meant) => {
  const { output } = await agenda(interviews, postingId === undefined ? {} : { postingId });
  expect(output['interview']).toEqual(meant && shown(meant.id));
});

it('takes the interview that is named, and its posting', async () => {
  const { output, summary } = await agenda([other, unknown, mine], { args: { interview_id: 'mine' } });
  expect(output).toMatchObject({ title: 'Nurse', general: false, minutes: 50, interview: shown('mine') });
  expect(summary).toMatch(/^Laid out 50 minutes in \d parts, for Thursday 26 November 2026 at 13:00 \(UTC\)$/u);
  expect((await agenda([other], { args: { interview_id: 'mine' } })).summary).toBe(
    'There is no upcoming interview with that id.',
  );
});

it.each([
  [{ endsAt: `${day}13:10:00.000Z` }, 10, `${day}13:00:00.000Z`],
  [{ endsAt: `${day}13:09:00.000Z` }, 45, `${day}13:00:00.000Z`],
  [{ endsAt: `${day}18:00:00.000Z` }, 240, `${day}13:00:00.000Z`],
  [{ allDay: true }, 45, undefined],
])('takes the length of the interview %j where it has a usable one', async (more, minutes, startsAt) => {
  const { output } = await agenda([interview('a', more)]);
  expect(output['minutes']).toBe(minutes);
  const [first] = output['blocks'] as { startsAt?: string }[];
  expect(first?.startsAt).toBe(startsAt);
});
