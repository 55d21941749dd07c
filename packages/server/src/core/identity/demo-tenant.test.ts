import { describe, expect, it } from 'vitest';
import { bootstrapDemoTenant } from './demo-tenant.ts';
import { keyKindOf } from './key-text.ts';
import { countingTenancy, steppedClock } from '../tenancy/tenancy-fakes.suite.ts';

const first = { origins: ['http://127.0.0.1:4000'] };

describe('the demo tenant', () => {
  it('is made on a first start, with keys shown once', async () => {
    const { store, keys } = countingTenancy();
    const demo = await bootstrapDemoTenant(store, steppedClock(), first);
    expect([keyKindOf(demo?.publishableKey ?? ''), keyKindOf(demo?.secretKey ?? '')]).toEqual([
      'publishable',
      'secret',
    ]);
    expect([...keys.values()].map(({ kind, origins }) => [kind, origins])).toEqual([
      ['secret', []],
      ['publishable', first.origins],
    ]);
    expect(demo?.tenantId).toMatch(/^ten_[0-9a-z]{10,}$/u);
    expect(demo && (await store.tenant(demo.tenantId))?.name).toBe('Northfield');
    expect(new Set([...keys.values()].map(({ tenantId }) => tenantId))).toEqual(new Set([demo?.tenantId]));
  });

  it('keeps its publishable key on later starts, on the new origins and those that somebody has added', async () => {
    const { store, keys } = countingTenancy();
    const made = await bootstrapDemoTenant(store, steppedClock(), first);
    const [id = ''] = [...keys.values()].flatMap((key) => (key.kind === 'publishable' ? [key.id] : []));
    if (made) await store.updateKey(made.tenantId, id, { origins: ['https://jobs.example'] });
    const again = await bootstrapDemoTenant(store, steppedClock(), { origins: ['http://127.0.0.1:5000/'] });
    expect(again).toEqual({ tenantId: made?.tenantId, publishableKey: made?.publishableKey });
    expect(keys.size).toBe(2);
    expect([...keys.values()].find(({ kind }) => kind === 'publishable')?.origins).toEqual([
      'https://jobs.example',
      'http://127.0.0.1:5000',
    ]);
    for (let port = 5001; port < 5100; port += 1)
      await bootstrapDemoTenant(store, steppedClock(), { origins: [`http://127.0.0.1:${port}`] });
    const { origins = [] } = [...keys.values()].find(({ kind }) => kind === 'publishable') ?? {};
    expect([origins.length, origins.at(-1)]).toEqual([50, 'http://127.0.0.1:5099']);
  });

  it.each(['createTenant', 'createKey'] as const)(
    'is finished by the next start when the first was cut at %s',
    async (step) => {
      const { store, keys } = countingTenancy();
      const cut = { ...store, [step]: async () => Promise.reject(new Error('killed')) };
      await expect(bootstrapDemoTenant(cut, steppedClock(), first)).rejects.toThrow('killed');
      const demo = await bootstrapDemoTenant(store, steppedClock(), first);
      expect(demo?.secretKey).toBeDefined();
      expect(keys.size).toBe(2);
      expect(await store.countTenants()).toBe(1);
    },
  );

  it('is not forced on an installation with tenants of its own', async () => {
    const { store, keys } = countingTenancy();
    await store.createTenant({ id: 'ten_own', name: 'Own', adjustments: { text: '' } });
    expect(await bootstrapDemoTenant(store, steppedClock(), first)).toBeUndefined();
    expect(keys.size).toBe(0);
  });
});
