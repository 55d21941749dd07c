import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryStorage } from '../../packages/server/src/adapters/storage/memory/storage.ts';
import { ServiceError } from '../../packages/server/src/core/kernel/service-error.ts';
import { scopeFor, type TenantId } from '../../packages/server/src/core/tenancy/scope.ts';
import { usageLedger } from '../../packages/server/src/core/usage/ledger.ts';
import { priceTable } from '../../packages/server/src/core/usage/prices.ts';
import { expectContract } from './expect-contract.ts';
import { steppedClock } from './fakes/clock.ts';
import { bearer, clientToken, startTestServer, type TestTenant } from './test-server.ts';

const clock = steppedClock();
const ledger = usageLedger({
  store: memoryStorage(clock).usage,
  clock,
  prices: priceTable(),
  budgets: { turnTokens: 200, sessionTokens: 2_000, tenantDayTokens: 20_000 },
});
const today = new Date(clock.now()).toISOString().slice(0, 10);

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  server = await startTestServer({ clock, services: { usage: ledger } });
});
afterAll(() => server.close());

async function asked(query = '', tenant: TestTenant = server.tenant) {
  const response = await server.app.inject({ url: `/v1/usage${query}`, headers: bearer(tenant.secretKey) });
  expectContract(response);
  return response;
}

describe('GET /v1/usage', () => {
  it('[N-6] shows a tenant its own bill, and nobody in it', async () => {
    const me = await server.app.inject({ url: '/v1/me', headers: bearer(server.tenant.secretKey) });
    const { tenantId } = me.json<{ tenantId: TenantId }>();
    const candidate = scopeFor({ tenantId, subject: { kind: 'candidate', id: 'cand_secret' } });
    await ledger
      .meterFor(candidate, { sessionId: 'cht_secret', kind: 'turn' })
      .record({ modelId: 'claude-haiku-4-5', inputTokens: 1_000, outputTokens: 100, cachedInputTokens: 900 });
    const response = await asked();
    const used = {
      turns: 1,
      requests: 1,
      inputTokens: 1_000,
      outputTokens: 100,
      cachedInputTokens: 900,
      costUsd: 0.00069,
    };
    expect(response.json()).toMatchObject({
      to: today,
      data: [{ day: today, model: 'claude-haiku-4-5', ...used }],
      total: used,
      budgets: { turnTokens: 200, sessionTokens: 2_000, tenantDayTokens: 20_000, remainingTodayTokens: 18_900 },
    });
    expect(response.body).not.toContain('secret');
    expect((await asked('', server.otherTenant)).json()).toMatchObject({
      data: [],
      budgets: { remainingTodayTokens: 20_000 },
    });
  });

  it('takes days, and refuses what are none', async () => {
    expect((await asked('?from=2026-01-01&to=2026-01-31')).json()).toMatchObject({
      from: '2026-01-01',
      to: '2026-01-31',
      data: [],
    });
    for (const query of [
      '?from=yesterday',
      '?from=2026-02-30',
      '?to=20261121',
      '?from=2026-01-02&to=2026-01-01',
      '?from=2020-01-01&to=2026-01-01',
    ]) {
      expect([query, (await asked(query)).statusCode]).toEqual([query, 422]);
    }
  });
});

describe('a turn for which there is no budget left', () => {
  it('is a 429 that says when there is one again', async () => {
    const token = await clientToken(server, server.tenant);
    const chat = await server.app.inject({ method: 'POST', url: '/v1/chats', headers: bearer(token), payload: {} });
    server.chats.turn = async () =>
      Promise.reject(
        new ServiceError('budget_reached', { detail: 'There is more tomorrow.', retryAfterSeconds: 41_000 }),
      );
    const response = await server.app.inject({
      method: 'POST',
      url: `/v1/chats/${chat.json<{ id: string }>().id}/turns`,
      headers: bearer(token),
      payload: { text: 'Hello' },
    });
    expectContract(response);
    expect([response.statusCode, response.headers['retry-after'], response.json()]).toEqual([
      429,
      '41000',
      expect.objectContaining({ code: 'budget_reached', retryable: true, detail: 'There is more tomorrow.' }),
    ]);
  });
});
