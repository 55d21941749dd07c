import { describe, expect, it } from 'vitest';
import { testApp, type TestApp, sendTurn } from '../chat/test-app.suite.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { defined } from '../kernel/defined.ts';
import { posted, toolsOf, calendar, another } from './test-candidate-tools.ts';

describe('[S2-1] generate_interview_agenda', () => {
  it('is made of the posting, and of the real time when the interview is known', async () => {
    const app = await testApp();
    const postingId = await posted(app, app.scope);
    const { use } = toolsOf(app, app.scope, postingId);
    const without = await use('generate_interview_agenda');
    expect(without.output).toMatchObject({
      title: FOUR.nurse.title,
      company: FOUR.nurse.company,
      general: false,
      minutes: 45,
    });
    expect(without.output).not.toHaveProperty('interview');
    await app.calendars.connect(app.scope, calendar(`Interview ${FOUR.nurse.company}`), {});
    const appointed = await use('generate_interview_agenda');
    expect(appointed).toMatchObject({
      summary: 'Laid out 60 minutes in 5 parts, for Thursday 26 November 2026 at 13:00 (UTC)',
      output: { minutes: 60, interview: { startsAt: '2026-11-26T13:00:00.000Z' } },
    });
    expect([appointed.output.blocks[0].startsAt, appointed.output.blocks.at(-1).endsAt]).toEqual([
      '2026-11-26T13:00:00.000Z',
      '2026-11-26T14:00:00.000Z',
    ]);
    const { id } = (await app.calendars.upcoming(app.scope, { limit: 1 })).data[0] ?? { id: '' };
    expect((await use('generate_interview_agenda', { minutes: 30, interview_id: id })).output).toMatchObject({
      minutes: 30,
      interview: { id },
    });
    expect(await use('generate_interview_agenda', { minutes: 30, interview_id: id })).toEqual(
      await use('generate_interview_agenda', { minutes: 30, interview_id: id }),
    );
  });

  it('does not borrow the time of an interview for another job, nor one of another person', async () => {
    const app = await testApp();
    await posted(app, app.scope);
    await app.calendars.connect(app.scope, calendar(`Interview ${FOUR.nurse.company}`), {});
    await app.calendars.upcoming(app.scope, { limit: 1 });
    const other = (
      await app.postings.create(app.scope, {
        kind: 'text',
        text: 'A baker is needed.',
        title: 'Baker',
        company: 'Crumb',
      })
    ).id;
    expect((await toolsOf(app, app.scope, other).use('generate_interview_agenda')).output).not.toHaveProperty(
      'interview',
    );
    const { id } = (await app.calendars.upcoming(app.scope, { limit: 1 })).data[0] ?? { id: '' };
    expect(await toolsOf(app, another(app.scope)).use('generate_interview_agenda', { interview_id: id })).toMatchObject(
      { ok: false, summary: 'There is no upcoming interview with that id.' },
    );
  });

  it('is general without a posting, and says so', async () => {
    const app = await testApp();
    expect((await toolsOf(app, app.scope).use('generate_interview_agenda', { minutes: 20 })).output).toMatchObject({
      general: true,
      minutes: 20,
    });
    expect(await toolsOf(app, app.scope).use('generate_interview_agenda', { minutes: 2 })).toMatchObject({ ok: false });
  });
});

describe('[S2-1] get_compensation_context', () => {
  const job = async (app: TestApp, salary: Record<string, unknown> | undefined) =>
    (
      await app.postings.create(app.scope, {
        kind: 'job_posting',
        jobPosting: {
          '@type': 'JobPosting',
          title: 'Nurse',
          description: 'Care for people.',
          ...defined({ baseSalary: salary }),
        },
      })
    ).id;

  it('compares what the posting says with what the candidate said, and remembers that', async () => {
    const app = await testApp();
    const { use } = toolsOf(
      app,
      app.scope,
      await job(app, { currency: 'EUR', value: { minValue: 42_000, maxValue: 48_000, unitText: 'YEAR' } }),
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
    const app = await testApp();
    const { output, summary } = await toolsOf(app, app.scope, await job(app, undefined)).use(
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
    const app = await testApp();
    expect(await toolsOf(app, app.scope).use('get_compensation_context', input)).toMatchObject({ ok: false });
    expect(await app.figures.known(app.scope)).toBeUndefined();
  });
});

describe('[S2-1] get_prep_goals_status', () => {
  it('counts what was really done', async () => {
    const app = await testApp();
    const postingId = await posted(app, app.scope);
    const { use } = toolsOf(app, app.scope, postingId);
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
    await app.calendars.connect(app.scope, calendar(`Interview ${FOUR.nurse.company}`), {});
    const chat = await app.chats.create(app.scope, { postingId });
    await sendTurn(app, chat.id, 'Ask me a behavioural question');
    await sendTurn(
      app,
      chat.id,
      'Last winter on a night shift a patient got worse. I was in charge of his bay. I checked his vital ' +
        'signs, called the doctor and started oxygen within 5 minutes. In the end he was stable by the ' +
        'morning.',
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
