import { expect, it } from 'vitest';
import { only } from '../../testing/only.ts';
import type { Postings, Posting } from '../postings/ports.ts';
import type { Prep, Preps } from '../preps/ports.ts';
import type { SessionEvent } from '../sessions/ports.ts';
import { prepTools } from './prep-tools.ts';
import { used } from './test-fakes.ts';

const prep = (id: string, more: Partial<Prep> = {}): Prep => ({
  id,
  postingId: 'post_a',
  title: `Interview prep ${id}`,
  status: 'ready',
  step: 'done',
  stepsDone: 3,
  stepsTotal: 3,
  createdAt: '2026-11-20T09:00:00Z',
  ...more,
});
const view = (id: string) => ({
  prepId: id,
  title: `Interview prep ${id}`,
  status: 'ready',
  createdAt: '2026-11-20T09:00:00Z',
});
const facts = [
  { type: 'prep_progress', prepId: 'a', step: 'reading', stepsDone: 1, stepsTotal: 3 },
  { type: 'usage', inputTokens: 1, outputTokens: 1 },
  { type: 'pdf_generated', prepId: 'a', title: 'A', url: 'https://prep.example/a', pages: 2 },
  { type: 'done' },
];

function tools(made: Prep, listed: Prep[] = []) {
  const asked: unknown[] = [];
  const preps = only<Preps>({
    list: async (_scope, page) => {
      asked.push(page);
      return { data: listed, nextCursor: null };
    },
    create: async (_scope, input) => {
      asked.push(input);
      return prep('a', { status: 'writing' });
    },
    get: async () => made,
    async *events(_scope, id, { after }) {
      asked.push([id, after]);
      for (const [position, fact] of facts.entries()) yield { position, fact } as unknown as SessionEvent;
    },
  });
  const postings = only<Postings>({
    create: async (_scope, source) => {
      asked.push(source);
      return { id: 'post_new' } as Posting;
    },
  });
  return { asked, list: prepTools({ preps, postings }) };
}

it.each([
  [[], 'Found 0 documents'],
  [['a'], 'Found 1 document'],
  [['a', 'b'], 'Found 2 documents'],
])('list_preps lists %j', async (ids, summary) => {
  const { asked, list } = tools(
    prep('a'),
    ids.map((id) => prep(id)),
  );
  const preps = ids.map(view);
  expect(await used(list, 'list_preps')).toEqual({
    ok: true,
    summary,
    output: { preps },
    reported: [{ type: 'prep_list', preps }],
  });
  expect(asked).toEqual([{ limit: 50 }]);
});

it('generate_prep makes a document about the job of the conversation and reports how far it is', async () => {
  const { asked, list } = tools(prep('a', { url: 'https://prep.example/a' }));
  expect(await used(list, 'generate_prep', { postingId: 'post_a' })).toEqual({
    ok: true,
    summary: 'Made “Interview prep a”',
    output: { ...view('a'), url: 'https://prep.example/a' },
    reported: [facts[0], facts[2]],
  });
  expect(asked).toEqual([{ postingId: 'post_a' }, ['a', expect.anything()]]);
});

it('generate_prep takes the description it is given instead', async () => {
  const { asked, list } = tools(prep('a'));
  const args = { job_description: 'A nurse is needed.' };
  expect(await used(list, 'generate_prep', { args, postingId: 'post_a' })).toMatchObject({ ok: true });
  expect(asked.slice(0, 2)).toEqual([{ kind: 'text', text: 'A nurse is needed.' }, { postingId: 'post_new' }]);
});

it.each([
  [prep('a', { status: 'writing' }), 'The document was not finished.'],
  [
    prep('a', { status: 'failed', failure: { code: 'internal', message: 'No space is left.', retryable: true } }),
    'No space is left.',
  ],
])('generate_prep says why there is no document', async (made, summary) => {
  const outcome = await used(tools(made).list, 'generate_prep', { postingId: 'post_a' });
  expect(outcome).toMatchObject({ ok: false, output: null, summary });
});

it.each([
  [{ job_description: '' }, false],
  [{ job_description: 'x' }, true],
  [{ job_description: 'x'.repeat(50_000) }, true],
  [{ job_description: 'x'.repeat(50_001) }, false],
])('generate_prep takes a description of 1 to 50,000 characters', async (args, ok) => {
  expect((await used(tools(prep('a')).list, 'generate_prep', { args })).ok).toBe(ok);
});
