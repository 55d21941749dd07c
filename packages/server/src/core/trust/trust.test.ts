import { decisionMade } from '../sessions/decision-fact.ts';
import { describe, expect, it } from 'vitest';
import { storedBytes } from '../../adapters/storage/memory/objects.ts';
import type { Chat } from '../chat/ports.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Prep } from '../preps/ports.ts';
import type { ResearchTask } from '../research/ports.ts';
import type { Collection, Page, Records, Row } from '../records/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { consents } from '../consents/consents.ts';
import { personalData, type PersonalDataDependencies } from './export-and-erasure.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_1' } });
const now = Date.parse('2026-11-21T09:00:00.000Z');

function consentService() {
  let time = now;
  const rows = new Map<string, Row<unknown>>();
  const collection = <Value>(): Collection<Value> => {
    const kept = rows as Map<string, Row<Value>>; // this service has one collection
    return {
      insert: async (_scope, id, value) => {
        const row = { id, value, version: 1, createdAt: time };
        kept.set(id, row);
        return row;
      },
      get: async (_scope, id) => kept.get(id),
      replace: async (_scope, id, { value, expectedVersion }) => {
        const row = { id, value, version: expectedVersion + 1, createdAt: now };
        kept.set(id, row);
        return row;
      },
      remove: async (_scope, id) => kept.delete(id),
      list: async (_scope, { limit }) => ({ rows: [...kept.values()].reverse().slice(0, limit), nextCursor: null }),
    };
  };
  const records: Records = { collection };
  return {
    service: consents({ records, clock: { now: () => time, sleep: async () => {} } }),
    later: () => void (time += 1_000),
  };
}

describe('consents', () => {
  const agree = { kind: 'practice', textVersion: '2026-11-21' } as const;

  it('are kept with the version of the text and the time', async () => {
    const { service, later } = consentService();
    const consent = await service.record(scope, agree);
    expect(consent).toEqual({
      id: expect.stringMatching(/^con_[0-9a-z]+$/u),
      ...agree,
      givenAt: '2026-11-21T09:00:00.000Z',
    });
    later();
    const withdrawn = await service.withdraw(scope, consent.id);
    expect(withdrawn).toEqual({ ...consent, withdrawnAt: '2026-11-21T09:00:01.000Z' });
    later();
    expect(await service.withdraw(scope, consent.id)).toEqual(withdrawn);
    expect((await service.list(scope, { limit: 20 })).data).toEqual([withdrawn]);
    await expect(service.withdraw(scope, 'con_none')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('stop the coach once the latest was withdrawn, until there is a new one', async () => {
    const { service, later } = consentService();
    await service.ensureNotWithdrawn(scope);
    const early = await service.record(scope, agree);
    later();
    const latest = await service.record(scope, agree);
    await service.withdraw(scope, early.id);
    await service.ensureNotWithdrawn(scope);
    await service.withdraw(scope, latest.id);
    await expect(service.ensureNotWithdrawn(scope)).rejects.toMatchObject({ code: 'consent_required' });
    later();
    await service.record(scope, agree);
    await service.ensureNotWithdrawn(scope);
  });

  it('hold when given again in the millisecond of a withdrawal', async () => {
    const { service } = consentService();
    await service.withdraw(scope, (await service.record(scope, agree)).id);
    await service.record(scope, agree);
    await service.ensureNotWithdrawn(scope);
  });
});

const chat = (id: string, more: Partial<Chat> = {}): Chat => ({
  id,
  state: 'active',
  createdAt: 'x',
  expiresAt: 'x',
  lastEventId: '1',
  starters: [],
  ...more,
});
const prep = (id: string, status: Prep['status']): Prep => ({
  id,
  postingId: 'pst_1',
  title: 't',
  status,
  step: 's',
  stepsDone: 0,
  stepsTotal: 4,
  createdAt: 'x',
});
const savedAnswer = { id: 'ans_1', question: 'Why?', answer: 'Because.', timesSaved: 1, savedAt: 'x' };
const research = (id: string, state: ResearchTask['state']): ResearchTask => ({
  id,
  contextId: id,
  request: { company: 'Northfield', posting: { title: 't', text: 'x' } },
  state,
  step: 's',
  changedAt: 0,
});
const failing = (code: ConstructorParameters<typeof ServiceError>[0]) => Promise.reject(new ServiceError(code));
const inPages =
  <Item>(items: readonly Item[]) =>
  async (_scope: unknown, { cursor }: Page) => {
    const at = Number(cursor ?? 0);
    return { data: items.slice(at, at + 1), nextCursor: at + 1 < items.length ? String(at + 1) : null };
  };

function app(change: Partial<PersonalDataDependencies> = {}) {
  const dependencies: PersonalDataDependencies = {
    eraser: { erase: async () => true },
    resumes: { get: () => failing('not_found') },
    postings: { list: inPages([]) },
    chats: {
      list: inPages([chat('cht_1'), chat('cht_2', { openTurnId: 'trn_2' })]),
      past: async (_scope, id, { after }) =>
        [
          {
            position: { seq: 1, characters: 0 },
            at: now,
            fact: decisionMade.fact({ name: 'd', version: 1, by: 'rules', answer: 'secret' }),
          },
          {
            position: { seq: 2, characters: 3 },
            at: now,
            fact: { type: 'token' as const, messageId: 'msg_2', speakerId: 'coach', text: id },
          },
        ]
          .filter(({ position }) => position.seq > after.seq)
          .slice(0, 1),
    },
    preps: {
      list: inPages([prep('prp_1', 'ready'), prep('prp_2', 'writing'), prep('prp_3', 'queued')]),
      document: async (_scope, id) =>
        id === 'prp_1'
          ? {
              fileName: 'a.md',
              contentType: 'text/markdown',
              stored: storedBytes({ bytes: new TextEncoder().encode('# Größe'), version: '1' }),
              presigned: async () => undefined,
            }
          : failing(id === 'prp_2' ? 'prep_not_ready' : 'not_found'),
    },
    calendars: { kept: async () => undefined, added: async () => [] },
    answers: { list: inPages([savedAnswer]) },
    figures: { known: async () => undefined },
    research: { list: inPages([research('rsh_1', 'completed'), research('rsh_2', 'working')]) },
    consents: {
      list: inPages([
        { id: 'con_1', kind: 'practice', textVersion: '1', givenAt: 'x' },
        { id: 'con_2', kind: 'practice', textVersion: '1', givenAt: 'x' },
      ]),
    },
    positionId: ({ seq, characters }) => `${seq}.${characters}`,
    clock: { now: () => now, sleep: async () => {} },
    ...change,
  };
  return personalData(dependencies);
}

describe('personal data', () => {
  it('is exported whole, over all pages, without what was never shown', async () => {
    const events = (id: string) => [
      { id: '2.3', event: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: id } },
    ];
    expect(await app().export(scope)).toEqual({
      exportedAt: '2026-11-21T09:00:00.000Z',
      candidateId: 'cand_1',
      postings: [],
      chats: [
        { chat: chat('cht_1'), events: events('cht_1') },
        { chat: chat('cht_2', { openTurnId: 'trn_2' }), events: events('cht_2') },
      ],
      preps: [
        { prep: prep('prp_1', 'ready'), markdown: '# Größe' },
        { prep: prep('prp_2', 'writing') },
        { prep: prep('prp_3', 'queued') },
      ],
      savedAnswers: [savedAnswer],
      consents: [expect.objectContaining({ id: 'con_1' }), expect.objectContaining({ id: 'con_2' })],
      research: [
        { id: 'rsh_1', state: 'completed', company: 'Northfield', posting: { title: 't', text: 'x' } },
        { id: 'rsh_2', state: 'working', company: 'Northfield', posting: { title: 't', text: 'x' } },
      ],
    });
  });

  it('is exported with the résumé where there is one, and not at all when something fails', async () => {
    const resume = {
      id: 'res_1',
      kind: 'text' as const,
      text: 'a',
      hidden: [],
      truncated: false,
      language: 'en',
      corrected: false,
      competencies: [],
      uploadedAt: 'x',
    };
    expect((await app({ resumes: { get: async () => resume } }).export(scope)).resume).toEqual(resume);
    await expect(app({ resumes: { get: () => failing('storage_unavailable') } }).export(scope)).rejects.toMatchObject({
      code: 'storage_unavailable',
    });
  });

  it('is exported with the calendar and the figures where there are any', async () => {
    const calendar = {
      calendar: {
        source: { kind: 'url' as const, host: 'calendar.example' },
        events: { seen: 3, unread: 0, interviews: 0 },
        readAt: 'x',
        coversUntil: 'x',
      },
      interviews: [],
    };
    const figures = { wished: { amount: 50_000, currency: 'EUR' }, savedAt: 'x' };
    expect(
      await app({
        calendars: { kept: async () => calendar, added: async () => calendar.interviews },
        figures: { known: async () => figures },
      }).export(scope),
    ).toMatchObject({ calendar, figures });
  });
});
