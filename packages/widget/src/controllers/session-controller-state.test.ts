import type { Chat } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { postingKeys } from './posting-summary.ts';
import { chat, config, posting, problem, setUpSession } from './session-controller.suite.ts';

const [jobKey] = postingKeys(posting);

describe('a session', () => {
  it('shows each state from the start screen to erasing', async () => {
    const { make, shown } = setUpSession();
    const session = make();
    await session.open();
    await session.start();
    session.showWelcome();
    await session.erase();
    const steps = ['loading', 'welcome', 'starting', 'practising', 'practising', 'welcome', 'erased'];
    expect(shown).toEqual(steps);
    expect(session.postingId).toBeUndefined();
  });

  it('starts over about the same posting, in the language of the page, without asking for consent again', async () => {
    const { make, calls, shown } = setUpSession();
    const session = make({ locale: 'de' });
    await session.open();
    await session.start();
    calls.length = 0;
    shown.length = 0;
    await session.startOver();
    expect(calls).toEqual(['chat pst_1 de', 'open cht_1']);
    expect(shown).toEqual(['starting', 'practising', 'practising']);
  });

  it('keeps the start screen where the server has nothing once the candidate starts, and has none before', async () => {
    const fails: Parameters<typeof setUpSession>[0] = { config: problem(404, 'not_found') };
    const { make } = setUpSession(fails);
    const session = make({ posting: undefined });
    await session.open();
    expect(session.state).toMatchObject({ name: 'unavailable', error: { code: 'not_found' } });
    Object.assign(fails, { config: undefined, create: problem(404, 'not_found') });
    await session.open();
    await session.start({ kind: 'text', text: 'An advert' });
    expect(session.state).toMatchObject({ name: 'welcome', error: { code: 'not_found' } });
  });

  it('starts over without the stored chat when that fails', async () => {
    const fails: { create?: unknown } = {};
    const { make, errors } = setUpSession(fails);
    const session = make();
    await session.open();
    await session.start();
    fails.create = problem(503, 'storage_unavailable');
    await session.startOver();
    expect(session.state).toMatchObject({ name: 'welcome', error: { code: 'storage_unavailable' } });
    expect(errors).toEqual(['storage_unavailable']);
    expect(session.hasSavedChat).toBe(false);
  });

  it('needs no posting, and uses the configuration it was given', async () => {
    const { make, calls } = setUpSession({ config: new Error('was requested') });
    const session = make({ posting: undefined, config });
    await session.open();
    await session.start();
    expect(calls).toEqual(['consent v7', 'chat', 'open cht_1']);
    expect(session.postingSummary).toEqual({});
  });

  it('starts a chat about the posting that the token is for, whatever the page shows', async () => {
    const { make, calls } = setUpSession({ created: { ...chat, title: 'Teacher' } });
    const session = make({ config: { ...config, postingId: 'pst_bound' } });
    await session.open();
    await session.start();
    expect(calls).toEqual(['consent v7', 'chat pst_bound', 'open cht_1']);
    expect(session.postingSummary.title).toBe('Teacher');
  });

  it.each([
    [400, 'malformed_request'],
    [413, 'payload_too_large'],
    [422, 'validation_failed'],
  ])(
    '[N-15] goes on without a posting of the page that is refused with %s %s, or with the pasted one',
    async (...why) => {
      const { make, calls, errors } = setUpSession({ posting: problem(...why) });
      for (const pasted of [undefined, { kind: 'text', text: 'We look for a cook.' } as const]) {
        const session = make();
        await session.open();
        await session.start();
        expect(session.state).toMatchObject({ name: 'welcome', error: { code: 'posting_refused', detail: '' } });
        expect(session.postingRefused).toBe(true);
        await session.start(pasted);
        expect(session.state).toMatchObject({ name: 'practising' });
        session.forget();
      }
      expect(errors).toEqual([why[1], why[1]]);
      expect(calls.join()).toBe(
        'consent v7,posting,consent v7,chat,open cht_1,' +
          'consent v7,posting,consent v7,posting text,chat pst_1,open cht_1',
      );
    },
  );

  it.each([
    ['posting_not_found_on_page', 'posting_not_found_on_page'],
    ['validation_failed', 'posting_refused'],
  ])('shows why a pasted address is refused with %s as %s', async (code, shown) => {
    const { make } = setUpSession({ posting: problem(422, code) });
    const session = make({ posting: undefined });
    await session.open();
    await session.start({ kind: 'url', url: 'https://jobs.example.com/' });
    expect(session.state).toMatchObject({ name: 'welcome', error: { code: shown } });
  });

  it('keeps the posting of the page where the server only failed', async () => {
    const { make, calls } = setUpSession({ posting: problem(503, 'storage_unavailable') });
    const session = make();
    await session.open();
    await session.start();
    await session.start();
    expect(session.state).toMatchObject({ error: { code: 'storage_unavailable' } });
    expect(calls).toEqual(['consent v7', 'posting', 'consent v7', 'posting']);
  });

  it('is not started twice at the same time, nor before it was opened', async () => {
    const { make, calls } = setUpSession();
    const session = make();
    await session.start();
    expect(calls).toEqual([]);
    await session.open();
    await Promise.all([session.start(), session.start()]);
    expect(calls).toEqual(['consent v7', 'posting', 'chat pst_1', 'open cht_1']);
  });

  it('restores title and company with the chat, and ignores stored values that are not text', async () => {
    const { make, storage } = setUpSession();
    const first = make();
    await first.open();
    await first.start();
    const second = make();
    await second.open();
    expect(second.postingSummary).toEqual({ title: 'Registered Nurse', company: 'Northfield Trust' });
    expect(JSON.parse(storage.get(jobKey) ?? '')).toEqual({
      chatId: 'cht_1',
      title: 'Registered Nurse',
      company: 'Northfield Trust',
    });
    storage.set(jobKey, JSON.stringify({ chatId: 'cht_1', title: 7, company: null }));
    const third = make();
    await third.open();
    expect(third.postingSummary).toEqual({ title: 'Nurse', company: 'Northfield' });
  });

  it('finds a chat kept under the key of an earlier release, and forgets it with the rest', async () => {
    const { make, storage } = setUpSession();
    const [, before] = postingKeys(posting);
    storage.set(before, JSON.stringify({ chatId: 'cht_1' }));
    const session = make();
    await session.open();
    expect(session.state.name).toBe('practising');
    session.forget();
    expect(make().hasSavedChat).toBe(false);
  });

  it.each(['not JSON', 'null', '7', '"cht_1"', '{}', '{"chatId":7}'])('ignores the stored value %s', (stored) => {
    const { make, storage } = setUpSession();
    storage.set(jobKey, stored);
    expect(make().hasSavedChat).toBe(false);
  });

  it('keeps the company of the page when the server found none', async () => {
    const found = { id: 'pst_1', title: 'Staff Nurse', requirements: [], language: 'en', createdAt: '' };
    const session = setUpSession({ posting: found }).make();
    await session.open();
    await session.start();
    expect(session.postingSummary).toEqual({ title: 'Staff Nurse', company: 'Northfield' });
  });

  it('reloads the suggested prompts, and keeps the current ones when that fails', async () => {
    const fails: { chat?: unknown; reloaded?: Chat } = {};
    const { make, calls } = setUpSession(fails);
    const session = make();
    await session.refresh();
    expect(calls).toEqual([]);
    await session.open();
    await session.start();
    fails.reloaded = { ...chat, starters: [{ id: 'star', label: 'A question', message: 'Ask me.' }] };
    await session.refresh();
    expect(session.state).toEqual({ name: 'practising', chat: fails.reloaded });
    fails.chat = problem(503, 'storage_unavailable');
    await session.refresh();
    expect(session.state).toEqual({ name: 'practising', chat: fails.reloaded });
  });

  it('does not return to the chat when the view changed while it was reloaded', async () => {
    const { make } = setUpSession();
    const session = make();
    await session.open();
    await session.start();
    const reloading = session.refresh();
    session.showWelcome();
    await reloading;
    expect(session.state).toEqual({ name: 'welcome' });
  });

  it('asks for consent again when the server requires it', async () => {
    const { make } = setUpSession({ config: problem(403, 'consent_required') });
    const session = make();
    await session.open();
    expect(session.state).toMatchObject({ name: 'welcome', error: { code: 'consent_required' } });
  });
});
