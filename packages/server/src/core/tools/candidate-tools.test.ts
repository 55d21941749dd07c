import { describe, expect, it } from 'vitest';
import { calendarOf, entry } from '../../adapters/documents/calendar/test-calendars.ts';
import { practiceHouse, type PracticeHouse, talk } from '../chat/practice-house.suite.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { newId } from '../kernel/ids.ts';
import type { BoundTool, ToolOutcome } from '../mind/ports.ts';
import type { TurnEvent } from '../sessions/ports.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';

const signal = new AbortController().signal;
const calendar = (title: string, start = '20261126T130000Z', end = '20261126T140000Z') => ({
  kind: 'file' as const,
  bytes: new TextEncoder().encode(calendarOf([entry('UID:a', `DTSTART:${start}`, `DTEND:${end}`, `SUMMARY:${title}`)])),
});

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks into outputs of unlike tools
type Used = ToolOutcome & { output: any };

/** Uses the tools as one candidate, in a conversation about a posting where there is one. */
function hands(house: PracticeHouse, scope: Scope, postingId?: string) {
  const told: TurnEvent[] = [];
  const bound = house.tools.bind({
    scope,
    report: async (event) => void told.push(event),
    ...(postingId === undefined ? {} : { postingId }),
  });
  const use = async (name: string, args: unknown = {}): Promise<Used> => {
    const found = bound.find((one) => one.name === name);
    if (found === undefined) throw new Error(`There is no tool ${name}`);
    return found.run(args, signal);
  };
  return { use, told };
}

const another = (scope: Scope) =>
  scopeFor({ tenantId: scope.tenantId, subject: { kind: 'candidate', id: newId('cand') } });
const posted = async ({ postings }: PracticeHouse, scope: Scope, more: { title?: string; text?: string } = {}) =>
  (
    await postings.create(scope, {
      kind: 'text',
      text: FOUR.nurse.posting,
      title: FOUR.nurse.title,
      company: FOUR.nurse.company,
      ...more,
    })
  ).id;

describe('the tools of a candidate', () => {
  it('[S0-6] [S2-1] are these, and none takes a person, a tenant or anything else that it does not name', async () => {
    const { tools, scope } = await practiceHouse();
    expect(tools.tools.map(({ name }) => name)).toEqual([
      'get_resume',
      'upload_resume',
      'list_preps',
      'generate_prep',
      'get_upcoming_interviews',
      'save_prep_response',
      'generate_interview_agenda',
      'get_compensation_context',
      'get_prep_goals_status',
    ]);
    for (const { inputSchema, description, name, run } of tools.bind({ scope, report: async () => {} })) {
      expect(inputSchema, name).toMatchObject({ type: 'object', additionalProperties: false });
      expect(JSON.stringify(inputSchema)).not.toMatch(/user|tenant|candidate|email|subject|scope/i);
      expect(description).toMatch(/^Use (?:when|before) /u);
      for (const foreign of [
        { user_id: 'cand_other' },
        { tenantId: 'ten_other' },
        { scope: {} },
        { userEmail: 'a@b.example' },
      ]) {
        expect(await run({ ...foreign, content: 'a', question: 'a', answer: 'a' }, signal), name).toMatchObject({
          ok: false,
          output: null,
          summary: expect.stringContaining('The input is not right'),
        });
      }
    }
  });

  it('[S0-6] work for the caller alone: résumé, documents', async () => {
    const house = await practiceHouse();
    const [a, b] = [hands(house, house.scope, await posted(house, house.scope)), hands(house, another(house.scope))];
    expect(await a.use('get_resume')).toMatchObject({ ok: false, summary: 'There is no résumé yet.' });
    await Promise.all([
      a.use('upload_resume', { content: 'Nurse for nine years.' }),
      b.use('upload_resume', { content: 'Baker since 2019.' }),
    ]);
    const [mine, theirs] = await Promise.all([a.use('get_resume'), b.use('get_resume')]);
    expect([mine.output.text, theirs.output.text]).toEqual(['Nurse for nine years.', 'Baker since 2019.']);
    expect((await a.use('generate_prep')).ok).toBe(true);
    expect(await b.use('generate_prep')).toMatchObject({ ok: false, summary: 'Tell me first which job it is for.' });
    expect([(await a.use('list_preps')).output.preps.length, (await b.use('list_preps')).output.preps.length]).toEqual([
      1, 0,
    ]);
  });

  it('[S0-6] give a program the links of documents, and a language model only what they are', async () => {
    const house = await practiceHouse();
    const postingId = await posted(house, house.scope);
    const call = { scope: house.scope, postingId, report: async () => {} };
    const outputs = async (tools: readonly BoundTool[]) => {
      const outputOf = async (name: string) =>
        JSON.stringify((await tools.find((tool) => tool.name === name)?.run({}, signal))?.output);
      return [await outputOf('generate_prep'), await outputOf('list_preps')];
    };
    for (const output of await outputs(house.tools.bind(call)))
      expect(output).toMatch(/"prepId":"prp_\w+",.*"url":"http/u);
    for (const output of await outputs(await house.tools.offered(call, signal))) {
      expect(output).toContain('"status":"ready"');
      expect(output).not.toMatch(/prepId|prp_|url|http/u);
    }
  });

  it('[S2-1] never mix two candidates who use them at once', async () => {
    const house = await practiceHouse();
    const people = Array.from({ length: 4 }, (_, index) => ({
      index,
      scope: index === 0 ? house.scope : another(house.scope),
    }));
    const seen = await Promise.all(
      people.map(async ({ index, scope }) => {
        const { use } = hands(house, scope, await posted(house, scope, { title: `Nurse ${index}` }));
        await house.calendars.connect(scope, calendar(`Interview number ${index}`), {});
        await use('save_prep_response', { question: 'Why this job?', answer: `Reason ${index}` });
        const pay = await use('get_compensation_context', { wished: 40_000 + index, currency: 'EUR' });
        const [interviews, agenda, goals] = await Promise.all([
          use('get_upcoming_interviews'),
          use('generate_interview_agenda'),
          use('get_prep_goals_status'),
        ]);
        return {
          interviews: interviews.output.interviews.map(({ title }: { title: string }) => title),
          wished: pay.output.own.wished.amount,
          agenda: agenda.output.interview.title,
          saved: goals.output.goals.find(({ id }: { id: string }) => id === 'saved_answers').evidence.saved,
        };
      }),
    );
    expect(seen).toEqual(
      people.map(({ index }) => ({
        interviews: [`Interview number ${index}`],
        wished: 40_000 + index,
        agenda: `Interview number ${index}`,
        saved: 1,
      })),
    );
    for (const { index, scope } of people)
      expect((await house.answers.list(scope, { limit: 5 })).data).toMatchObject([{ answer: `Reason ${index}` }]);
  });
});

describe('[S2-1] get_upcoming_interviews', () => {
  it('says that there is no calendar and how to connect one, rather than invent', async () => {
    const house = await practiceHouse();
    expect(await hands(house, house.scope).use('get_upcoming_interviews')).toEqual({
      ok: true,
      summary: 'No calendar is connected yet',
      output: { connected: false, interviews: [], howToConnect: expect.stringContaining('.ics') },
    });
  });

  it('tells an empty calendar from none, and when the next one is', async () => {
    const house = await practiceHouse();
    const { use } = hands(house, house.scope);
    await house.calendars.connect(house.scope, calendar('Dentist'), {});
    expect(await use('get_upcoming_interviews')).toMatchObject({
      ok: true,
      summary: 'No interview in the next 90 days',
      output: { connected: true, interviews: [] },
    });
    await house.calendars.connect(house.scope, calendar('Interview'), { timeZone: 'Europe/Berlin' });
    expect(await use('get_upcoming_interviews')).toMatchObject({
      summary: '1 interview: Thursday 26 November 2026 at 14:00 (Europe/Berlin)',
      output: {
        interviews: [
          {
            title: 'Interview',
            when: 'Thursday 26 November 2026 at 14:00 (Europe/Berlin)',
            isInterview: { by: 'word', words: 'Interview' },
          },
        ],
      },
    });
  });
});

describe('[S2-1] save_prep_response', () => {
  it('keeps the words of the candidate, and replaces them for the same question', async () => {
    const house = await practiceHouse();
    const { use } = hands(house, house.scope);
    expect(await use('save_prep_response', { question: 'Why?', answer: 'Because.' })).toMatchObject({
      ok: true,
      summary: 'Kept your answer',
      output: { timesSaved: 1 },
    });
    expect(await use('save_prep_response', { question: 'why', answer: 'Better.' })).toMatchObject({
      summary: 'Kept your answer anew, for the 2nd time',
      output: { timesSaved: 2 },
    });
    expect((await house.answers.list(house.scope, { limit: 5 })).data).toMatchObject([{ answer: 'Better.' }]);
  });

  it.each([
    {},
    { question: 'Why?' },
    { question: ' ', answer: 'a' },
    { question: 'Why?', answer: 'x'.repeat(8_001) },
    { question: 'x'.repeat(501), answer: 'a' },
    { question: 1, answer: 'a' },
  ])('does not keep %j', async (input) => {
    const house = await practiceHouse();
    expect(await hands(house, house.scope).use('save_prep_response', input)).toMatchObject({ ok: false });
    expect((await house.answers.list(house.scope, { limit: 5 })).data).toEqual([]);
  });
});

describe('[S2-1] generate_interview_agenda', () => {
  it('is made of the posting, and of the real time when the interview is known', async () => {
    const house = await practiceHouse();
    const postingId = await posted(house, house.scope);
    const { use } = hands(house, house.scope, postingId);
    const without = await use('generate_interview_agenda');
    expect(without.output).toMatchObject({
      title: FOUR.nurse.title,
      company: FOUR.nurse.company,
      general: false,
      minutes: 45,
    });
    expect(without.output).not.toHaveProperty('interview');
    await house.calendars.connect(house.scope, calendar(`Interview ${FOUR.nurse.company}`), {});
    const appointed = await use('generate_interview_agenda');
    expect(appointed).toMatchObject({
      summary: 'Laid out 60 minutes in 5 parts, for Thursday 26 November 2026 at 13:00 (UTC)',
      output: { minutes: 60, interview: { startsAt: '2026-11-26T13:00:00.000Z' } },
    });
    expect([appointed.output.blocks[0].startsAt, appointed.output.blocks.at(-1).endsAt]).toEqual([
      '2026-11-26T13:00:00.000Z',
      '2026-11-26T14:00:00.000Z',
    ]);
    const { id } = (await house.calendars.upcoming(house.scope, { limit: 1 })).data[0] ?? { id: '' };
    expect((await use('generate_interview_agenda', { minutes: 30, interview_id: id })).output).toMatchObject({
      minutes: 30,
      interview: { id },
    });
    expect(await use('generate_interview_agenda', { minutes: 30, interview_id: id })).toEqual(
      await use('generate_interview_agenda', { minutes: 30, interview_id: id }),
    );
  });

  it('does not borrow the time of an interview for another job, nor one of another person', async () => {
    const house = await practiceHouse();
    await posted(house, house.scope);
    await house.calendars.connect(house.scope, calendar(`Interview ${FOUR.nurse.company}`), {});
    await house.calendars.upcoming(house.scope, { limit: 1 });
    const other = (
      await house.postings.create(house.scope, {
        kind: 'text',
        text: 'A baker is needed.',
        title: 'Baker',
        company: 'Crumb',
      })
    ).id;
    expect((await hands(house, house.scope, other).use('generate_interview_agenda')).output).not.toHaveProperty(
      'interview',
    );
    const { id } = (await house.calendars.upcoming(house.scope, { limit: 1 })).data[0] ?? { id: '' };
    expect(
      await hands(house, another(house.scope)).use('generate_interview_agenda', { interview_id: id }),
    ).toMatchObject({ ok: false, summary: 'There is no upcoming interview with that id.' });
  });

  it('is general without a posting, and says so', async () => {
    const house = await practiceHouse();
    expect((await hands(house, house.scope).use('generate_interview_agenda', { minutes: 20 })).output).toMatchObject({
      general: true,
      minutes: 20,
    });
    expect(await hands(house, house.scope).use('generate_interview_agenda', { minutes: 2 })).toMatchObject({
      ok: false,
    });
  });
});

describe('[S2-1] get_compensation_context', () => {
  const job = async (house: PracticeHouse, salary: Record<string, unknown> | undefined) =>
    (
      await house.postings.create(house.scope, {
        kind: 'job_posting',
        jobPosting: {
          '@type': 'JobPosting',
          title: 'Nurse',
          description: 'Care for people.',
          ...(salary === undefined ? {} : { baseSalary: salary }),
        },
      })
    ).id;

  it('compares what the posting says with what the candidate said, and remembers that', async () => {
    const house = await practiceHouse();
    const { use } = hands(
      house,
      house.scope,
      await job(house, { currency: 'EUR', value: { minValue: 42_000, maxValue: 48_000, unitText: 'YEAR' } }),
    );
    const first = await use('get_compensation_context', {
      current: 40_000,
      wished: 50_400,
      currency: '€',
      period: 'year',
    });
    expect(first).toMatchObject({
      ok: true,
      summary: 'The posting says: EUR 42,000 – 48,000 per year; your wish is above that',
    });
    expect(first.output).toMatchObject({
      posting: { pay: { text: 'EUR 42,000 – 48,000 per year', least: 42_000, most: 48_000 } },
      comparisons: [
        { figure: 'current', position: 'below', differencePercent: -4.8 },
        { figure: 'wished', position: 'above', differencePercent: 5 },
      ],
      wishedToCurrentPercent: 26,
      market: expect.stringContaining('No market figures'),
    });
    expect((await use('get_compensation_context')).output.own).toEqual({
      current: { amount: 40_000, currency: 'EUR', period: 'year' },
      wished: { amount: 50_400, currency: 'EUR', period: 'year' },
    });
  });

  it('invents nothing where the posting says nothing', async () => {
    const house = await practiceHouse();
    const { output, summary } = await hands(house, house.scope, await job(house, undefined)).use(
      'get_compensation_context',
      { wished: 50_000 },
    );
    expect({ output, summary }).toMatchObject({
      summary: 'The posting says nothing about pay',
      output: { comparisons: [], posting: { title: 'Nurse' } },
    });
    expect(output.posting).not.toHaveProperty('pay');
  });

  it.each([
    { wished: -1 },
    { wished: 0 },
    { wished: 1e12 },
    { wished: '50000' },
    { currency: 'doubloons' },
    { period: 'fortnight' },
  ])('refuses %j', async (input) => {
    const house = await practiceHouse();
    expect(await hands(house, house.scope).use('get_compensation_context', input)).toMatchObject({ ok: false });
    expect(await house.figures.known(house.scope)).toBeUndefined();
  });
});

describe('[S2-1] get_prep_goals_status', () => {
  it('counts what was really done', async () => {
    const house = await practiceHouse();
    const postingId = await posted(house, house.scope);
    const { use } = hands(house, house.scope, postingId);
    const goals = async () =>
      Object.fromEntries(
        (await use('get_prep_goals_status')).output.goals.map(
          ({ id, state, evidence }: { id: string; state: string; evidence: object }) => [id, { state, ...evidence }],
        ),
      );
    expect(await use('get_prep_goals_status')).toMatchObject({ ok: true, summary: '0 of 7 goals reached' });

    await use('upload_resume', { content: FOUR.nurse.resume });
    await use('generate_prep');
    await use('save_prep_response', { question: 'Why?', answer: 'Because.' });
    await house.calendars.connect(house.scope, calendar(`Interview ${FOUR.nurse.company}`), {});
    const chat = await house.chats.create(house.scope, { postingId });
    await talk(house, chat.id, 'Ask me a behavioural question');
    await talk(
      house,
      chat.id,
      'Last winter on a night shift a patient got worse. I was in charge of his bay. I checked his vital signs, called the doctor and started oxygen within 5 minutes. In the end he was stable by the morning.',
    );
    expect(await goals()).toMatchObject({
      resume: { state: 'done', hiddenPassages: 0 },
      questions: { state: 'partly', practised: 1, judged: 1, attempts: 1, of: 5 },
      document: { state: 'done', ready: 1, underWay: 0 },
      saved_answers: { state: 'partly', saved: 1, of: 3 },
      interview_date: { state: 'done', daysUntil: 5 },
      requirements: { of: 3 },
    });
  });
});
