import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { memoryStorage } from '../../testing.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { installationCipher } from '../identity/installation-cipher.ts';
import { scopeFor, type TenantId } from '../tenancy/scope.ts';
import type { ToolServers } from './ports.ts';
import { toolServers } from './tool-servers.ts';

const tenant = (tenantId: TenantId) => scopeFor({ tenantId, subject: { kind: 'tenant', id: tenantId } });
const candidate = (tenantId: TenantId) => scopeFor({ tenantId, subject: { kind: 'candidate', id: 'cand_1' } });
const [mine, other] = [tenant('ten_a'), tenant('ten_b')];
const order = { name: 'handbook', url: 'https://tools.example.com/mcp', tools: ['search'] };

let clock: ReturnType<typeof manualClock>;
let storage: ReturnType<typeof memoryStorage>;
const open = async (): Promise<ToolServers> =>
  toolServers({
    records: storage.records,
    cipher: await installationCipher(storage.tenancy),
    clock,
    check: async (url) => (url.startsWith('https://') ? 'callable' : url.startsWith('dns:') ? 'unresolved' : 'refused'),
  });
let servers: ToolServers;
beforeEach(async () => {
  clock = manualClock();
  storage = memoryStorage(clock);
  servers = await open();
});

describe('tool servers', () => {
  it('are kept and shown without their token, which only the address of a call has', async () => {
    const made = await servers.create(mine, { ...order, bearerToken: 'hush-hush' });
    expect(made).toEqual({
      ...order,
      id: expect.stringMatching(/^tsv_/u),
      hasBearerToken: true,
      createdAt: '2026-11-21T00:00:00.000Z',
    });
    expect(await servers.list(mine, { limit: 20 })).toEqual({ data: [made], nextCursor: null });
    const { id } = made;
    expect(await servers.addresses(candidate('ten_a'))).toEqual([{ ...order, id, bearerToken: 'hush-hush' }]);
    const kept = await storage.records.collection('tool_server', { schema: z.any(), shared: true }).get(mine, 'all');
    expect(JSON.stringify(kept)).toContain('handbook');
    expect(JSON.stringify(kept)).not.toContain('hush');
  });

  it('belong to their tenant: another one neither sees, nor calls, nor removes them', async () => {
    const { id } = await servers.create(mine, { ...order, bearerToken: 'hush-hush' });
    expect(await servers.list(other, { limit: 20 })).toEqual({ data: [], nextCursor: null });
    expect(await servers.addresses(candidate('ten_b'))).toEqual([]);
    await expect(servers.remove(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await servers.create(other, { ...order, tools: ['look'] });
    expect(await servers.addresses(candidate('ten_a'))).toMatchObject([{ tools: ['search'] }]);
    expect(await servers.addresses(candidate('ten_b'))).toMatchObject([{ tools: ['look'] }]);
  });

  it('cannot be given a token that was kept for another one', async () => {
    const rows = storage.records.collection('tool_server', { schema: z.any(), shared: true });
    await servers.create(mine, { ...order, bearerToken: 'hush-hush' });
    await rows.insert(other, 'all', (await rows.get(mine, 'all'))?.value);
    await expect(servers.addresses(candidate('ten_b'))).rejects.toMatchObject({ code: 'internal' });
  });

  it.each([
    [{ ...order, url: 'http://tools.example.com/mcp' }, '/url'],
    [{ ...order, url: 'dns:tools.example.com' }, '/url'],
    [{ ...order, tools: ['search', 'x'.repeat(55)] }, '/tools/1'],
  ])('are refused when they are unfit: %j', async (input, path) => {
    await expect(servers.create(mine, input)).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ in: 'body', path, message: expect.any(String) }],
    });
  });

  it('have names of their own, and there are ten at most', async () => {
    await servers.create(mine, order);
    await expect(servers.create(mine, order)).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ path: '/name' }],
    });
    for (let made = 1; made < 10; made += 1) await servers.create(mine, { ...order, name: `server_${made}` });
    await expect(servers.create(mine, { ...order, name: 'eleventh' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('are listed in pages, newest first, and know their own cursors only', async () => {
    for (const name of ['a', 'b', 'c']) await servers.create(mine, { ...order, name });
    const first = await servers.list(mine, { limit: 2 });
    expect(first.data.map(({ name }) => name)).toEqual(['c', 'b']);
    const second = await servers.list(mine, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([second.data.map(({ name }) => name), second.nextCursor]).toEqual([['a'], null]);
    await expect(servers.list(mine, { limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('are gone at once where they were removed, and within five seconds in another process', async () => {
    const elsewhere = await open();
    const { id } = await servers.create(mine, order);
    expect([await servers.addresses(candidate('ten_a')), await elsewhere.addresses(candidate('ten_a'))]).toMatchObject([
      [{ id }],
      [{ id }],
    ]);
    await servers.remove(mine, id);
    expect(await servers.addresses(candidate('ten_a'))).toEqual([]);
    await clock.advance(5_000);
    expect(await elsewhere.addresses(candidate('ten_a'))).toEqual([]);
    await expect(servers.remove(mine, id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
