import { describe, expect, it } from 'vitest';
import { FOUR } from '../interview/four-postings.suite.ts';
import type { SessionFact } from '../sessions/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { only, sendTurn, testApp, type TestApp } from './test-app.suite.ts';

const WITHOUT_END =
  'Last winter on a night shift a patient got worse. I was in charge of his bay. I checked his vital signs and I called the doctor.';
const STRONG = `${WITHOUT_END} In the end he was stable by the morning and his family thanked us.`;

const textOf = (facts: readonly SessionFact[]) =>
  facts.map((fact) => (fact.type === 'token' ? fact.text : '')).join('');

async function nurse() {
  const app = await testApp();
  const { title, company, posting } = FOUR.nurse;
  const create = async (scope: TestApp['scope'], more = '') =>
    (await app.postings.create(scope, { kind: 'text', text: `${posting}${more}`, title, company } as never)).id;
  return { app, create, postingId: await create(app.scope) };
}

const ABOUT = 'Ask me a behavioural question about this requirement: “Able to stay calm under pressure and prioritise”';

describe('what the coach remembers of earlier answers', () => {
  it('[N-12] says what was missing last time when the same question is put again', async () => {
    const { app, postingId } = await nurse();
    const chat = await app.chats.create(app.scope, { postingId });
    await sendTurn(app, chat.id, ABOUT);
    const feedback = only(await sendTurn(app, chat.id, WITHOUT_END), 'feedback');
    expect(feedback.criteria.find(({ criterionId }) => criterionId === 'outcome')?.shown).toBe('no');
    expect(textOf(await sendTurn(app, chat.id, 'try again'))).toMatch(
      /last time the ending was missing: start from it/iu,
    );
  });

  it('[N-12] remembers it in another chat of the same posting, where the requirement comes again', async () => {
    const { app, postingId } = await nurse();
    const first = await app.chats.create(app.scope, { postingId });
    const asked = only(await sendTurn(app, first.id, ABOUT), 'question');
    await sendTurn(app, first.id, WITHOUT_END);
    const second = await app.chats.create(app.scope, { postingId });
    const again = await sendTurn(app, second.id, ABOUT);
    expect(only(again, 'question').requirement).toBe(asked.requirement);
    expect(textOf(again)).toMatch(/last time the ending was missing: start from it/iu);
  });

  it('remembers only what is so: nothing where nothing was missing, and the newest attempt counts', async () => {
    const { app, postingId } = await nurse();
    const chat = await app.chats.create(app.scope, { postingId });
    await sendTurn(app, chat.id, ABOUT);
    await sendTurn(app, chat.id, WITHOUT_END);
    await sendTurn(app, chat.id, 'try again');
    const better = only(await sendTurn(app, chat.id, STRONG), 'feedback');
    expect(better.criteria.find(({ criterionId }) => criterionId === 'outcome')?.shown).toBe('yes');
    expect(textOf(await sendTurn(app, chat.id, 'try again'))).not.toContain('the ending was missing');
  });

  it('knows nothing of another posting or of another person', async () => {
    const { app, create, postingId } = await nurse();
    const first = await app.chats.create(app.scope, { postingId });
    await sendTurn(app, first.id, ABOUT);
    await sendTurn(app, first.id, WITHOUT_END);
    const other = await app.chats.create(app.scope, { postingId: await create(app.scope, '\n\nAnother ward.') });
    expect(textOf(await sendTurn(app, other.id, ABOUT))).not.toContain('was missing');
    const stranger = scopeFor({ tenantId: app.scope.tenantId, subject: { kind: 'candidate', id: 'cand_other' } });
    const theirs = await app.chats.create(stranger, { postingId: await create(stranger) });
    expect(textOf(await sendTurn({ ...app, scope: stranger }, theirs.id, ABOUT))).not.toContain('was missing');
  });

  it('[N-14] forgets it when the candidate is erased', async () => {
    const { app, postingId } = await nurse();
    const first = await app.chats.create(app.scope, { postingId });
    await sendTurn(app, first.id, ABOUT);
    await sendTurn(app, first.id, WITHOUT_END);
    expect(await app.past.practised(app.scope, { postingId })).toHaveLength(1);
    await app.storage.erasure.erase(app.scope, { now: app.clock.now() });
    app.past.abandon(app.scope);
    app.chats.abandon(app.scope);
    expect(await app.past.practised(app.scope, { postingId })).toEqual([]);
  });
});
