import { beforeEach, describe, expect, it } from 'vitest';
import { identityOf } from './create-identity.ts';
import { scopeFor, type TenantId } from '../tenancy/scope.ts';
import { countingTenancy, steppedClock, plainSigner } from '../tenancy/tenancy-fakes.suite.ts';

const tenantScope = (tenantId: TenantId) => scopeFor({ tenantId, subject: { kind: 'tenant', id: tenantId } });
const northfield = tenantScope('ten_northfield');
const order = { actFor: 'candidates' } as const;
const code = (failing: Promise<unknown>) =>
  failing.then(
    () => 'nothing thrown',
    (failure: { code?: string }) => failure.code,
  );

function installation() {
  const clock = steppedClock();
  const tenancy = countingTenancy();
  const facts = {
    engine: { kind: 'rehearsal', label: 'No language model' },
    disclosure: { version: 'test', text: 'You are practising with software.' },
    retentionDays: 30,
    limits: { resumeBytes: 5, messageCharacters: 8 },
    features: ['chat'],
  } as const;
  const process = () =>
    identityOf({
      store: tenancy.store,
      signer: plainSigner,
      clock,
      publicOrigin: 'https://practice.example.com',
      facts,
    });
  return { clock, ...tenancy, ...process(), anotherProcess: process };
}

let app: ReturnType<typeof installation>;
beforeEach(() => {
  app = installation();
});

describe('service tokens', () => {
  it('are of the tenant’s service, and act as a candidate with the service on record', async () => {
    const { id, token } = await app.identity.mintServiceToken(northfield, { ...order, ttlSeconds: 60 });
    const service = { kind: 'service', id } as const;
    const principal = await app.access.authenticate(token, {});
    expect(principal).toEqual({
      credential: 'service_token',
      scope: scopeFor({ tenantId: 'ten_northfield', subject: service }),
      tokenId: id,
      expiresAt: Date.parse('2026-11-21T09:01:00.000Z'),
    });
    const { scope } = await app.access.actFor(principal, '  Amara@Example.COM ');
    expect(scope).toEqual({
      tenantId: 'ten_northfield',
      subject: { kind: 'candidate', id: expect.stringMatching(/^cand_/u) },
      actor: service,
      purpose: 'practice',
    });
    const minted = await app.identity.mintClientToken(northfield, { candidate: { externalId: 'amara@example.com' } });
    expect(scope.subject.id).toBe(minted.candidateId);
  });

  it('reach the candidates of their own tenant only', async () => {
    const scopes = await Promise.all(
      [northfield, tenantScope('ten_other')].map(async (tenant) => {
        const { token } = await app.identity.mintServiceToken(tenant, order);
        return (await app.access.actFor(await app.access.authenticate(token, {}), 'amara@example.com')).scope;
      }),
    );
    expect(scopes.map(({ tenantId }) => tenantId)).toEqual(['ten_northfield', 'ten_other']);
    expect(scopes[0]?.subject.id).not.toBe(scopes[1]?.subject.id);
  });

  it.each([
    '',
    ' ',
    'amara',
    'a@b',
    'amara@example.com,bela@example.com',
    'amara@example.com bela@example.com',
    `${'a'.repeat(190)}@example.com`,
  ])('act for nobody called %j', async (email) => {
    const { token } = await app.identity.mintServiceToken(northfield, order);
    expect(await code(app.access.actFor(await app.access.authenticate(token, {}), email))).toBe('validation_failed');
  });

  it('alone may act for somebody', async () => {
    const { secret } = await app.identity.createKey(northfield, { kind: 'secret' });
    const { token } = await app.identity.mintClientToken(northfield, {
      candidate: { externalId: 'amara@example.com' },
    });
    for (const credential of [secret, token])
      expect(await code(app.access.actFor(await app.access.authenticate(credential, {}), 'amara@example.com'))).toBe(
        'forbidden',
      );
  });

  it('are refused from any page, also when they are none', async () => {
    const { token } = await app.identity.mintServiceToken(northfield, order);
    for (const text of [token, 'ist_garbage'])
      expect(await code(app.access.authenticate(text, { origin: 'https://practice.example.com' }))).toBe('forbidden');
    expect(await code(app.access.authenticate('ist_garbage', {}))).toBe('unauthenticated');
  });

  it('last ten minutes unless told otherwise, to the millisecond, and an hour at most', async () => {
    const { token, expiresAt } = await app.identity.mintServiceToken(northfield, order);
    expect(expiresAt).toBe('2026-11-21T09:10:00.000Z');
    app.clock.advance(599_999);
    await app.access.authenticate(token, {});
    app.clock.advance(1);
    expect(await code(app.access.authenticate(token, {}))).toBe('token_expired');
    for (const ttlSeconds of [59, 3_601, 60.5, Number.NaN])
      expect(await code(app.identity.mintServiceToken(northfield, { ...order, ttlSeconds }))).toBe('validation_failed');
  });

  it('stop at once here and within five seconds elsewhere when revoked, by their own tenant', async () => {
    const other = app.anotherProcess();
    const { token, id } = await app.identity.mintServiceToken(northfield, order);
    await Promise.all([app.access.authenticate(token, {}), other.access.authenticate(token, {})]);
    expect(await code(app.identity.revokeServiceToken(tenantScope('ten_other'), id))).toBe('not_found');
    await app.identity.revokeServiceToken(northfield, id);
    expect(await code(app.access.authenticate(token, {}))).toBe('unauthenticated');
    app.clock.advance(4_999);
    expect(await code(other.access.authenticate(token, {}))).toBe('unauthenticated');
  });
});
