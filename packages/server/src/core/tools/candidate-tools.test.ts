import { describe, expect, it } from 'vitest';
import { testApp } from '../chat/test-app.suite.ts';
import type { BoundTool } from '../engine/ports.ts';
import { signal, toolsOf, posted, another, calendar } from './test-candidate-tools.ts';

describe('the tools of a candidate', () => {
  it('[S0-6] [S2-1] are these, and none takes a person, a tenant or anything else that it does not name', async () => {
    const { tools, scope } = await testApp();
    expect(tools.tools.map(({ name }) => name)).toEqual([
      'get_resume',
      'upload_resume',
      'get_posting',
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

  it('say whether they change anything, who may use them, and how long they may take', async () => {
    const { tools } = await testApp();
    expect(
      tools.tools.map(({ name, readOnly, scope, deadlineMs }) => [name, readOnly, scope, deadlineMs / 1_000]),
    ).toEqual([
      ['get_resume', true, 'resume', 5],
      ['upload_resume', false, 'resume', 10],
      ['get_posting', true, 'postings', 5],
      ['list_preps', true, 'preps', 5],
      ['generate_prep', false, 'preps', 125],
      ['get_upcoming_interviews', true, 'preps', 30],
      ['save_prep_response', false, 'preps', 5],
      ['generate_interview_agenda', true, 'preps', 30],
      ['get_compensation_context', false, 'preps', 5],
      ['get_prep_goals_status', true, 'chats', 30],
    ]);
  });

  it('[S0-6] work for the caller alone: résumé, documents', async () => {
    const app = await testApp();
    const [a, b] = [toolsOf(app, app.scope, await posted(app, app.scope)), toolsOf(app, another(app.scope))];
    expect(await a.use('get_resume')).toMatchObject({ ok: false, summary: 'There is no résumé yet.' });
    await Promise.all([
      a.use('upload_resume', { content: 'Nurse for nine years.' }),
      b.use('upload_resume', { content: 'Baker since 2019.' }),
    ]);
    expect(await a.use('upload_resume', { content: 'Nurse for nine years.' })).toEqual({
      ok: true,
      summary: 'Kept your résumé',
      output: { text: 'Nurse for nine years.', competencies: [], hiddenPassages: 0 },
    });
    const [mine, theirs] = await Promise.all([a.use('get_resume'), b.use('get_resume')]);
    expect([mine.output.text, theirs.output.text]).toEqual(['Nurse for nine years.', 'Baker since 2019.']);
    expect((await a.use('generate_prep')).ok).toBe(true);
    expect(await b.use('generate_prep')).toMatchObject({ ok: false, summary: 'Tell me first which job it is for.' });
    expect([(await a.use('list_preps')).output.preps.length, (await b.use('list_preps')).output.preps.length]).toEqual([
      1, 0,
    ]);
  });

  it('[S0-6] give a program the links of documents, and a language model only what they are', async () => {
    const app = await testApp();
    const postingId = await posted(app, app.scope);
    const call = { scope: app.scope, postingId, report: async () => {} };
    const outputs = async (tools: readonly BoundTool[]) => {
      const outputOf = async (name: string) =>
        JSON.stringify((await tools.find((tool) => tool.name === name)?.run({}, signal))?.output);
      return [await outputOf('generate_prep'), await outputOf('list_preps')];
    };
    for (const output of await outputs(app.tools.bind(call)))
      expect(output).toMatch(/"prepId":"prp_\w+",.*"url":"http/u);
    for (const output of await outputs(await app.tools.offered(call, signal))) {
      expect(output).toContain('"status":"ready"');
      expect(output).not.toMatch(/prepId|prp_|url|http/u);
    }
  });

  it('[S2-1] never mix two candidates who use them at once', async () => {
    const app = await testApp();
    const people = Array.from({ length: 4 }, (_, index) => ({
      index,
      scope: index === 0 ? app.scope : another(app.scope),
    }));
    const seen = await Promise.all(
      people.map(async ({ index, scope }) => {
        const { use } = toolsOf(app, scope, await posted(app, scope, { title: `Nurse ${index}` }));
        await app.calendars.connect(scope, calendar(`Interview number ${index}`), {});
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
      expect((await app.answers.list(scope, { limit: 5 })).data).toMatchObject([{ answer: `Reason ${index}` }]);
  });
});

describe('[S2-1] get_upcoming_interviews', () => {
  it('says that there is no calendar and how to connect one, rather than invent', async () => {
    const app = await testApp();
    expect(await toolsOf(app, app.scope).use('get_upcoming_interviews')).toEqual({
      ok: true,
      summary: 'No calendar is connected yet',
      output: { connected: false, interviews: [], howToConnect: expect.stringContaining('.ics') },
    });
  });

  it('tells an empty calendar from none, and when the next one is', async () => {
    const app = await testApp();
    const { use } = toolsOf(app, app.scope);
    await app.calendars.connect(app.scope, calendar('Dentist'), {});
    expect(await use('get_upcoming_interviews')).toMatchObject({
      ok: true,
      summary: 'No interview in the next 90 days',
      output: { connected: true, interviews: [] },
    });
    await app.calendars.connect(app.scope, calendar('Interview'), { timeZone: 'Europe/Berlin' });
    expect(await use('get_upcoming_interviews')).toMatchObject({
      summary: '1 interview: Thursday 26 November 2026 at 14:00 in Berlin',
      output: {
        interviews: [
          {
            title: 'Interview',
            when: 'Thursday 26 November 2026 at 14:00 in Berlin',
            isInterview: { by: 'word', words: 'Interview' },
          },
        ],
      },
    });
  });
});

describe('[S2-1] save_prep_response', () => {
  it('keeps the words of the candidate, and replaces them for the same question', async () => {
    const app = await testApp();
    const { use } = toolsOf(app, app.scope);
    expect(await use('save_prep_response', { question: 'Why?', answer: 'Because.' })).toMatchObject({
      ok: true,
      summary: 'Kept your answer',
      output: { timesSaved: 1, question: 'Why?' },
    });
    expect(await use('save_prep_response', { question: 'why', answer: 'Better.' })).toMatchObject({
      summary: 'Kept your answer anew, for the 2nd time',
      output: { timesSaved: 2 },
    });
    expect((await app.answers.list(app.scope, { limit: 5 })).data).toMatchObject([{ answer: 'Better.' }]);
    await use('save_prep_response', { question: ' Who? ', answer: ' Me. ', note: 'Shorter' });
    expect((await app.answers.list(app.scope, { limit: 5 })).data).toContainEqual(
      expect.objectContaining({ question: 'Who?', answer: 'Me.', note: 'Shorter' }),
    );
  });

  it.each([
    {},
    { question: 'Why?' },
    { question: ' ', answer: 'a' },
    { question: 'Why?', answer: 'x'.repeat(8_001) },
    { question: 'x'.repeat(501), answer: 'a' },
    { question: 1, answer: 'a' },
  ])('does not keep %j', async (input) => {
    const app = await testApp();
    expect(await toolsOf(app, app.scope).use('save_prep_response', input)).toMatchObject({ ok: false });
    expect((await app.answers.list(app.scope, { limit: 5 })).data).toEqual([]);
  });
});
