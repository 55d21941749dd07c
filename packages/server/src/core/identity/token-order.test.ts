import { beforeEach, describe, expect, it } from 'vitest';
import { ServiceError } from '../kernel/service-error.ts';
import { recordOnce } from './client-tokens.ts';
import { app, code, HOST, northfield, publishable, secret, setUpInstallation } from './test-installation.ts';

beforeEach(setUpInstallation);

const order = { candidate: { externalId: 'user-1' } };

describe('the time a token lasts', () => {
  it.each([60, 3_600])('may be %d seconds', async (ttlSeconds) => {
    const { expiresAt } = await app.identity.mintClientToken(northfield, { ...order, ttlSeconds });
    expect(Date.parse(expiresAt) - app.clock.now()).toBe(ttlSeconds * 1_000);
  });

  it.each([59, 3_601])('is refused by its field where it is %d seconds', async (ttlSeconds) => {
    await expect(app.identity.mintClientToken(northfield, { ...order, ttlSeconds })).rejects.toMatchObject({
      fields: [{ in: 'body', path: '/ttlSeconds', message: 'must be a whole number from 60 to 3600' }],
    });
  });
});

describe('a token that is recorded', () => {
  const token = { id: 'tok_1', tenantId: 'ten_northfield', candidateId: 'cand_1', expiresAt: 0 } as const;
  const recorded = (givenId: string | undefined, failure?: Error) => {
    const recordToken = () => (failure === undefined ? Promise.resolve() : Promise.reject(failure));
    return recordOnce({ recordToken }, givenId, token).then(
      () => 'recorded',
      (thrown: unknown) => thrown,
    );
  };
  const taken = new ServiceError('conflict');

  it('is one that was issued before where its order names the id that is taken', async () => {
    expect([await recorded('tok_1'), await recorded('tok_1', taken)]).toEqual(['recorded', 'recorded']);
  });

  it('fails where its id is new, and for any other reason', async () => {
    expect(await recorded(undefined, taken)).toBe(taken);
    const erased = new ServiceError('unauthenticated');
    expect(await recorded('tok_1', erased)).toBe(erased);
    const foreign = Object.assign(new Error('deadlock'), { code: 'conflict' });
    expect(await recorded('tok_1', foreign)).toBe(foreign);
  });
});

it('shows an embed session in the accent of its tenant', async () => {
  const tenant = { id: 'ten_northfield', name: 'Northfield', accent: '#005f73', adjustments: { text: '' } } as const;
  await app.store.createTenant(tenant);
  const principal = await app.access.authenticate(publishable.secret, { origin: HOST });
  const { config } = await app.identity.openEmbedSession(principal, {}, { origin: HOST });
  expect(config.theme).toEqual({ mode: 'auto', accent: '#005f73' });
});

it('says why a key does not revoke itself', async () => {
  const revoking = app.identity.revokeKey(northfield, secret.id, { actingKeyId: secret.id });
  await expect(revoking).rejects.toMatchObject({ detail: expect.stringContaining('cannot revoke itself') });
  expect(await code(app.access.authenticate(secret.secret, {}))).toBe('nothing thrown');
});

it('shows the embed session of a token for one posting which posting that is', async () => {
  expect(await app.identity.embedConfig({ ...northfield, postingId: 'pst_1' })).toHaveProperty('postingId', 'pst_1');
  expect(await app.identity.embedConfig(northfield)).not.toHaveProperty('postingId');
});
