import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { InterviewPrep } from './index.ts';

type Document = { paths: Record<string, Record<string, { operationId: string; parameters?: { $ref: string }[] }>> };

// The contract is our own file; the linter of openapi.yaml checks its shape.
const { paths } = parse(readFileSync(new URL('../../../openapi.yaml', import.meta.url), 'utf8')) as Document;
const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, ...operation })),
);

const methods: Record<string, (client: InterviewPrep) => unknown> = {
  openEmbedSession: ({ embed }) => embed.openSession(),
  getEmbedConfig: ({ embed }) => embed.config(),
  createClientToken: ({ clientTokens }) => clientTokens.create({ candidate: { externalId: '1' } }),
  revokeClientToken: ({ clientTokens }) => clientTokens.revoke('id'),
  createServiceToken: ({ serviceTokens }) => serviceTokens.create({ actFor: 'candidates' }),
  revokeServiceToken: ({ serviceTokens }) => serviceTokens.revoke('id'),
  createToolServer: ({ toolServers }) =>
    toolServers.create({ name: 'handbook', url: 'https://tools.example.com/mcp', tools: ['search'] }),
  listToolServers: ({ toolServers }) => toolServers.list(),
  deleteToolServer: ({ toolServers }) => toolServers.delete('id'),
  createPosting: ({ postings }) => postings.create({ source: { kind: 'text', text: 'A job' } }),
  listPostings: ({ postings }) => postings.list(),
  getPosting: ({ postings }) => postings.get('id'),
  putResume: ({ resume }) => resume.put(new Uint8Array([1])),
  getResume: ({ resume }) => resume.get(),
  correctResume: ({ resume }) => resume.correct({ text: 'Nurse' }),
  deleteResume: ({ resume }) => resume.delete(),
  createChat: ({ chats }) => chats.create(),
  listChats: ({ chats }) => chats.list(),
  getChat: ({ chats }) => chats.get('id'),
  createTurn: ({ chats }) => chats.createTurn('id', { text: 'Hello' }),
  cancelTurn: ({ chats }) => chats.cancelTurn('id', 'id'),
  interruptTurn: ({ chats }) => chats.interruptTurn('id', { turnId: 'id', messageId: 'msg_1', heardCharacters: 1 }),
  listChatEvents: ({ chats }) => chats.pastEvents('id'),
  completeChat: ({ chats }) => chats.complete('id'),
  createPrep: ({ preps }) => preps.create({ postingId: 'pst_1' }),
  listPreps: ({ preps }) => preps.list(),
  getPrep: ({ preps }) => preps.get('id'),
  cancelPrep: ({ preps }) => preps.cancel('id'),
  listPrepEvents: ({ preps }) => preps.pastEvents('id'),
  getPrepDocument: ({ preps }) => preps.document('id'),
  getDocumentByLink: ({ preps }) => preps.documentByLink('id'),
  putCalendar: ({ calendar }) => calendar.put({ url: 'https://calendar.example/a.ics' }),
  getCalendar: ({ calendar }) => calendar.get(),
  deleteCalendar: ({ calendar }) => calendar.delete(),
  addInterview: ({ interviews }) => interviews.create({ title: 'A', date: '2026-12-01', timeZone: 'Europe/Berlin' }),
  stateInterviewZone: ({ interviews }) => interviews.update('id', { timeZone: 'Europe/Berlin' }),
  deleteInterview: ({ interviews }) => interviews.delete('id'),
  listUpcomingInterviews: ({ interviews }) => interviews.upcoming(),
  listTranscripts: ({ transcripts }) => transcripts.list(),
  getTranscript: ({ transcripts }) => transcripts.get('id'),
  recordConsent: ({ consents }) => consents.record({ kind: 'practice', textVersion: '1' }),
  listConsents: ({ consents }) => consents.list(),
  withdrawConsent: ({ consents }) => consents.withdraw('id'),
  getMe: ({ me }) => me.get(),
  eraseMe: ({ me }) => me.erase(),
  exportMe: ({ me }) => me.export(),
  createKey: ({ keys }) => keys.create({ kind: 'secret' }),
  listKeys: ({ keys }) => keys.list(),
  updateKey: ({ keys }) => keys.update('id', { name: 'New' }),
  revokeKey: ({ keys }) => keys.revoke('id'),
  rotateKey: ({ keys }) => keys.rotate('id'),
  getUsage: ({ usage }) => usage.get(),
  getLiveness: ({ health }) => health.live(),
  getReadiness: ({ health }) => health.ready(),
};

async function sentBy(
  call: (client: InterviewPrep) => unknown,
): Promise<{ method: string; path: string; headers: Headers }> {
  const sent: { method: string; path: string; headers: Headers }[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent.push({ method: init?.method ?? '', path: new URL(String(url)).pathname, headers: new Headers(init?.headers) });
    return Response.json({ data: [], nextCursor: null });
  };
  await call(new InterviewPrep({ baseUrl: 'https://prep.example.com', fetch }));
  expect(sent).toHaveLength(1);
  return sent[0] ?? { method: '', path: '', headers: new Headers() };
}

describe('the contract', () => {
  it('has no operation without a method, and no method without an operation', () => {
    expect(Object.keys(methods).toSorted()).toEqual(operations.map(({ operationId }) => operationId).toSorted());
  });

  it.each(operations)(
    'is kept by the method of $operationId',
    async ({ operationId, method, path, parameters = [] }) => {
      const sent = await sentBy(methods[operationId] ?? (() => undefined));
      expect(sent).toMatchObject({ method, path: path.replaceAll(/\{\w+\}/g, 'id') });
      // Exactly the operations that accept an idempotency key send one.
      expect(sent.headers.has('idempotency-key')).toBe(parameters.some(({ $ref }) => $ref.endsWith('/IdempotencyKey')));
    },
  );
});
