import { InterviewPrepError } from '@interview-prep/sdk';
import type { Chat, EmbedConfig } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { memoryStore } from './host.ts';
import { SessionController } from './session-controller.ts';

const chat: Chat = {
  id: 'cht_1',
  state: 'active',
  postingId: 'pst_1',
  createdAt: '',
  expiresAt: '',
  lastEventId: '1',
  starters: [],
};
const config: EmbedConfig = {
  tenantName: 'Northfield',
  engine: { kind: 'rehearsal', label: '' },
  disclosure: { version: 'v7', text: '' },
  retentionDays: 30,
  features: ['chat'],
  theme: {},
  adjustments: { text: '' },
  limits: { resumeBytes: 1, messageCharacters: 1 },
};
const posting = {
  kind: 'job_posting' as const,
  jobPosting: { title: 'Nurse', hiringOrganization: { name: 'Northfield' } },
};
const problem = (status: number, code: string) => new InterviewPrepError({ code, status, message: code });

function setUp(fails: { config?: unknown; chat?: unknown; create?: unknown } = {}) {
  const calls: string[] = [];
  const storage = memoryStore();
  const make = () =>
    new SessionController(
      { requestUpdate: () => {} },
      {
        client: {
          embed: { config: async () => (fails.config ? Promise.reject(fails.config) : config) },
          consents: {
            record: async ({ textVersion }) => (
              calls.push(`consent ${textVersion}`),
              { id: '', kind: '', textVersion, givenAt: '' }
            ),
          },
          postings: {
            create: async () => (
              calls.push('posting'),
              {
                id: 'pst_1',
                title: 'Registered Nurse',
                company: 'Northfield Trust',
                requirements: [],
                language: 'en',
                createdAt: '',
              }
            ),
          },
          chats: {
            create: async ({ postingId } = {}) => (
              calls.push(`chat ${postingId}`),
              fails.create ? Promise.reject(fails.create) : chat
            ),
            get: async (id) => (calls.push(`get ${id}`), fails.chat ? Promise.reject(fails.chat) : chat),
          },
          me: { erase: async () => void calls.push('erase') },
        },
        storage,
        posting,
        openChat: async ({ id }) => void calls.push(`open ${id}`),
      },
    );
  return { calls, storage, make };
}

describe('session', () => {
  it('records consent to the shown text, then creates posting and chat', async () => {
    const { calls, make } = setUp();
    const session = make();
    await session.open();
    expect(session.state.name).toBe('welcome');
    expect(session.postingSummary).toEqual({ title: 'Nurse', company: 'Northfield' });
    await session.start();
    expect(calls).toEqual(['consent v7', 'posting', 'chat pst_1', 'open cht_1']);
    expect(session.state).toEqual({ name: 'practising', chat });
    expect(session.postingSummary).toEqual({ title: 'Registered Nurse', company: 'Northfield Trust' });
  });

  it('knows without a request whether this browser has stored a chat', async () => {
    const { make } = setUp();
    const first = make();
    expect(first.hasSavedChat).toBe(false);
    await first.open();
    await first.start();
    expect(make().hasSavedChat).toBe(true);
    first.forget();
    expect(make().hasSavedChat).toBe(false);
  });

  it('restores the stored chat', async () => {
    const { calls, make } = setUp();
    const first = make();
    await first.open();
    await first.start();
    calls.length = 0;
    const second = make();
    await second.open();
    expect(calls).toEqual(['get cht_1', 'open cht_1']);
    expect(second.state.name).toBe('practising');
    expect(second.postingId).toBe('pst_1');
  });

  it('forgets a chat that is unknown to the server', async () => {
    const fails: { chat?: unknown } = {};
    const { make, calls } = setUp(fails);
    const first = make();
    await first.open();
    await first.start();
    fails.chat = problem(404, 'not_found');
    const second = make();
    await second.open();
    expect(second.state.name).toBe('welcome');
    expect(second.hasSavedChat).toBe(false);
    fails.chat = undefined;
    calls.length = 0;
    const third = make();
    await third.open();
    expect(third.state.name).toBe('welcome');
    expect(calls).toEqual([]);
  });

  it.each([
    [problem(500, 'internal_error')],
    [problem(503, 'storage_unavailable')],
    [problem(429, 'rate_limited')],
    [new TypeError('offline')],
  ])('keeps the stored chat when loading it fails with %s, and restores it later', async (thrown) => {
    const fails: { chat?: unknown } = {};
    const { make, calls } = setUp(fails);
    const first = make();
    await first.open();
    await first.start();
    fails.chat = thrown;
    const second = make();
    await second.open();
    expect(second.state.name).toBe('unavailable');
    expect(second.hasSavedChat).toBe(true);
    fails.chat = undefined;
    calls.length = 0;
    await second.open();
    expect(calls).toEqual(['get cht_1', 'open cht_1']);
    expect(second.state.name).toBe('practising');
  });

  it.each([
    [problem(403, 'origin_not_allowed'), 'refused'],
    [problem(401, 'unauthenticated'), 'refused'],
    [problem(503, 'storage_unavailable'), 'unavailable'],
    [new TypeError('offline'), 'unavailable'],
  ])('treats %s as an error of the setup', async (thrown, name) => {
    const session = setUp({ config: thrown }).make();
    await session.open();
    expect(session.state.name).toBe(name);
  });

  it('stays on the start screen with the error when starting fails', async () => {
    const session = setUp({ create: problem(429, 'rate_limited') }).make();
    await session.open();
    await session.start();
    expect(session.state).toMatchObject({ name: 'welcome', error: { code: 'rate_limited' } });
  });

  it('removes everything from storage after erasing', async () => {
    const { make, calls } = setUp();
    const session = make();
    await session.open();
    await session.start();
    await session.erase();
    expect(session.state.name).toBe('erased');
    calls.length = 0;
    const next = make();
    await next.open();
    expect(calls).toEqual([]);
    expect(next.state.name).toBe('welcome');
  });
});
