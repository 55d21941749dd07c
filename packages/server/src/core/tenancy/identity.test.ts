import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from './access-ports.ts';
import { identityOf } from './identity.ts';
import { newKeyText } from './key-text.ts';
import { scopeFor, type TenantId } from './scope.ts';
import { countingTenancy, handClock, plainSigner } from './tenancy-fakes.suite.ts';

const HOST = 'https://jobs.example.com';
const FRAME = 'https://practice.example.com';
const DAY_MS = 24 * 60 * 60 * 1_000;
const tenantScope = (tenantId: TenantId) => scopeFor({ tenantId, subject: { kind: 'tenant', id: tenantId } });
const northfield = tenantScope('ten_northfield');
const code = (failing: Promise<unknown>) =>
  failing.then(
    () => 'nothing thrown',
    (failure: { code?: string }) => failure.code,
  );

function installation() {
  const clock = handClock();
  const tenancy = countingTenancy();
  const facts = {
    mind: { kind: 'rehearsal', label: 'No language model' },
    retentionDays: 30,
    limits: { resumeBytes: 5, messageCharacters: 8 },
    features: ['chat'],
  } as const;
  const process = () => identityOf({ store: tenancy.store, signer: plainSigner, clock, publicOrigin: FRAME, facts });
  return { clock, ...tenancy, ...process(), anotherProcess: process };
}

let house: ReturnType<typeof installation>;
let secret: { id: string; secret: string };
let publishable: { id: string; secret: string };
beforeEach(async () => {
  house = installation();
  for (const id of ['ten_northfield', 'ten_other'] as const)
    await house.store.createTenant({ id, name: id, adjustments: { text: 'Write to us.' } });
  secret = await house.identity.createKey(northfield, { kind: 'secret', name: 'Backend' });
  publishable = await house.identity.createKey(northfield, { kind: 'publishable', origins: [`${HOST}/`] });
});

describe('keys', () => {
  it('are kept hashed and shown once', async () => {
    const { data } = await house.identity.listKeys(northfield, { limit: 20 });
    expect(data.map(({ hint }) => hint)).toEqual([
      `${secret.secret.slice(0, 8)}…${secret.secret.slice(-4)}`,
      expect.any(String),
    ]);
    expect(JSON.stringify([data, [...house.keys.values()]])).not.toContain(secret.secret);
    expect(data[1]).toEqual({
      id: publishable.id,
      kind: 'publishable',
      hint: expect.any(String),
      origins: [HOST],
      createdAt: '2026-11-21T09:00:00.000Z',
    });
  });

  it('make the tenant the principal', async () => {
    const principal = await house.access.authenticate(secret.secret, {});
    expect(principal).toEqual({ credential: 'secret_key', scope: northfield, keyId: secret.id });
    expect(await house.identity.me(principal)).toEqual({
      kind: 'tenant',
      id: 'ten_northfield',
      tenantId: 'ten_northfield',
    });
  });

  it('are refused without a look-up when mistyped, after one when unknown', async () => {
    expect(await code(house.access.authenticate(`${secret.secret.slice(0, -1)}_`, {}))).toBe('unauthenticated');
    expect(house.asked.keyByHash).toBe(0);
    expect(await code(house.access.authenticate(newKeyText('secret'), {}))).toBe('unauthenticated');
    expect(house.asked.keyByHash).toBe(1);
    for (const text of ['', 'isk_', 'nonsense', 'ict_', 'ict_e30'])
      expect(await code(house.access.authenticate(text, {}))).toBe('unauthenticated');
  });

  it('are refused in a browser when secret', async () => {
    expect(await code(house.access.authenticate(secret.secret, { origin: HOST }))).toBe('secret_key_in_browser');
    expect(await code(house.access.authenticate(secret.secret, { origin: 'null' }))).toBe('secret_key_in_browser');
  });

  it.each([
    [HOST, 'nothing thrown'],
    ['https://JOBS.example.com:443', 'nothing thrown'],
    [FRAME, 'nothing thrown'],
    [undefined, 'origin_not_allowed'],
    ['null', 'origin_not_allowed'],
    ['http://jobs.example.com', 'origin_not_allowed'],
    ['https://jobs.example.com:8443', 'origin_not_allowed'],
    ['https://evil.jobs.example.com', 'origin_not_allowed'],
    ['https://jobs.example.com.evil.example', 'origin_not_allowed'],
    ['https://notjobs.example.com', 'origin_not_allowed'],
  ])('meet the origin %s with %s when publishable', async (origin, answer) => {
    expect(await code(house.access.authenticate(publishable.secret, origin === undefined ? {} : { origin }))).toBe(
      answer,
    );
  });

  it.each([
    'https://*.example.com',
    'http://localhost:*',
    'https://jobs.example.com/careers',
    'https://a:b@jobs.example.com',
    'ftp://jobs.example.com',
    'null',
    'jobs.example.com',
    '',
  ])('do not take %s for an origin', async (origin) => {
    expect(await code(house.identity.createKey(northfield, { kind: 'publishable', origins: [origin] }))).toBe(
      'validation_failed',
    );
    expect(await code(house.identity.updateKey(northfield, publishable.id, { origins: [origin] }))).toBe(
      'validation_failed',
    );
  });

  it('have no origins when secret', async () => {
    expect(await code(house.identity.createKey(northfield, { kind: 'secret', origins: [HOST] }))).toBe(
      'validation_failed',
    );
  });

  it('work on new origins at once, and no longer on old ones', async () => {
    await house.access.authenticate(publishable.secret, { origin: HOST });
    await house.identity.updateKey(northfield, publishable.id, {
      origins: ['https://careers.example.com'],
      name: 'Careers',
    });
    expect(await code(house.access.authenticate(publishable.secret, { origin: HOST }))).toBe('origin_not_allowed');
    expect(await house.identity.frameAncestors(publishable.secret)).toEqual(['https://careers.example.com']);
  });

  it('stop at once here and within five seconds elsewhere when revoked', async () => {
    const other = house.anotherProcess();
    const acting = { actingKeyId: publishable.id };
    await Promise.all([house.access.authenticate(secret.secret, {}), other.access.authenticate(secret.secret, {})]);
    await house.identity.revokeKey(northfield, secret.id, acting);
    expect(await code(house.access.authenticate(secret.secret, {}))).toBe('unauthenticated');
    house.clock.advance(4_999);
    expect(await code(other.access.authenticate(secret.secret, {}))).toBe('unauthenticated');
    await house.identity.revokeKey(northfield, secret.id, acting);
  });

  it('do not come back when they were being looked up while they were revoked', async () => {
    let finish = () => {};
    const { keyByHash } = house.store;
    house.store.keyByHash = async (hash) => {
      const stale = await keyByHash(hash);
      await new Promise<void>((resolve) => (finish = resolve));
      return stale;
    };
    const early = house.access.authenticate(secret.secret, {});
    await Promise.resolve();
    await house.identity.revokeKey(northfield, secret.id, {});
    house.store.keyByHash = keyByHash;
    finish();
    await early;
    expect(await code(house.access.authenticate(secret.secret, {}))).toBe('unauthenticated');
  });

  it('cannot revoke themselves, nor be seen by another tenant', async () => {
    expect(await code(house.identity.revokeKey(northfield, secret.id, { actingKeyId: secret.id }))).toBe('conflict');
    const other = tenantScope('ten_other');
    expect(await code(house.identity.revokeKey(other, secret.id, {}))).toBe('not_found');
    expect(await code(house.identity.updateKey(other, secret.id, { name: 'x' }))).toBe('not_found');
    expect(await code(house.identity.rotateKey(other, secret.id, { overlapSeconds: 0 }))).toBe('not_found');
    expect((await house.identity.listKeys(other, { limit: 20 })).data).toEqual([]);
  });

  it('overlap on rotation, and then only the new one works', async () => {
    const next = await house.identity.rotateKey(northfield, publishable.id, { overlapSeconds: 60 });
    expect(next).toMatchObject({ kind: 'publishable', origins: [HOST] });
    expect(next.id).not.toBe(publishable.id);
    house.clock.advance(59_999);
    await house.access.authenticate(publishable.secret, { origin: HOST });
    house.clock.advance(1);
    expect(await code(house.access.authenticate(publishable.secret, { origin: HOST }))).toBe('unauthenticated');
    expect(await house.identity.frameAncestors(publishable.secret)).toEqual([]);
    await house.access.authenticate(next.secret, { origin: HOST });
    expect(await code(house.identity.rotateKey(northfield, publishable.id, { overlapSeconds: 60 }))).toBe('conflict');
  });

  it('note their use at most once a minute, and work when that cannot be written', async () => {
    for (let request = 0; request < 5; request += 1) await house.access.authenticate(secret.secret, {});
    expect(house.asked.updateKey).toBe(1);
    expect((await house.identity.listKeys(northfield, { limit: 1 })).data[0]?.lastUsedAt).toBe(
      '2026-11-21T09:00:00.000Z',
    );
    house.clock.advance(60_000);
    house.store.updateKey = async () => Promise.reject(new Error('disk full'));
    expect((await house.access.authenticate(secret.secret, {})).keyId).toBe(secret.id);
  });

  it('allow frames only where a publishable key is good', async () => {
    expect(await house.identity.frameAncestors(publishable.secret)).toEqual([HOST]);
    for (const text of [secret.secret, newKeyText('publishable'), 'ipk_x', ''])
      expect(await house.identity.frameAncestors(text)).toEqual([]);
  });
});

describe('client tokens', () => {
  const order = { candidate: { externalId: 'user-1' } };

  it('belong to one candidate of the tenant, the same for the same external id', async () => {
    const token = await house.identity.mintClientToken(northfield, { ...order, ttlSeconds: 60, scopes: ['chats'] });
    const principal = await house.access.authenticate(token.token, {});
    const subject = { kind: 'candidate', id: token.candidateId } as const;
    const expiresAt = Date.parse('2026-11-21T09:01:00.000Z');
    expect(principal).toEqual({
      credential: 'client_token',
      scope: scopeFor({ tenantId: 'ten_northfield', subject }),
      tokenId: token.id,
      tokenScopes: ['chats'],
      expiresAt,
    });
    expect(await house.identity.me(principal)).toEqual({
      kind: 'candidate',
      id: token.candidateId,
      tenantId: 'ten_northfield',
      scopes: ['chats'],
      expiresAt: token.expiresAt,
    });
    expect((await house.identity.mintClientToken(northfield, order)).candidateId).toBe(token.candidateId);
    expect((await house.identity.mintClientToken(tenantScope('ten_other'), order)).candidateId).not.toBe(
      token.candidateId,
    );
  });

  it('last ten minutes unless told otherwise, to the millisecond', async () => {
    const { token, expiresAt } = await house.identity.mintClientToken(northfield, order);
    expect(expiresAt).toBe('2026-11-21T09:10:00.000Z');
    house.clock.advance(599_999);
    await house.access.authenticate(token, {});
    house.clock.advance(1);
    expect(await code(house.access.authenticate(token, {}))).toBe('token_expired');
  });

  it.each([59, 3_601, 60.5, Number.NaN])('cannot last %d seconds', async (ttlSeconds) => {
    expect(await code(house.identity.mintClientToken(northfield, { ...order, ttlSeconds }))).toBe('validation_failed');
  });

  it('are refused from another origin than their own, and accepted where a browser names none', async () => {
    const { token } = await house.identity.mintClientToken(northfield, { ...order, origin: `${HOST}/` });
    for (const origin of ['https://evil.example', 'null', 'http://jobs.example.com'])
      expect(await code(house.access.authenticate(token, { origin }))).toBe('origin_not_allowed');
    await house.access.authenticate(token, { origin: HOST });
    await house.access.authenticate(token, {});
    expect(await code(house.identity.mintClientToken(northfield, { ...order, origin: 'https://*.example.com' }))).toBe(
      'validation_failed',
    );
  });

  it('stop at once here and within five seconds elsewhere when revoked', async () => {
    const other = house.anotherProcess();
    const { token, id } = await house.identity.mintClientToken(northfield, order);
    await Promise.all([house.access.authenticate(token, {}), other.access.authenticate(token, {})]);
    expect(await code(house.identity.revokeClientToken(tenantScope('ten_other'), id))).toBe('not_found');
    await house.identity.revokeClientToken(northfield, id);
    expect(await code(house.access.authenticate(token, {}))).toBe('unauthenticated');
    house.clock.advance(4_999);
    expect(await code(other.access.authenticate(token, {}))).toBe('unauthenticated');
  });

  it('are asked about at most every few seconds', async () => {
    const { token } = await house.identity.mintClientToken(northfield, order);
    for (let request = 0; request < 5; request += 1) await house.access.authenticate(token, {});
    expect(house.asked.isTokenRevoked).toBe(1);
  });

  it('all stop when their candidate is erased', async () => {
    const { token } = await house.identity.mintClientToken(northfield, order);
    const { scope } = await house.access.authenticate(token, {});
    await house.candidates.erase(scope);
    expect(await code(house.access.authenticate(token, {}))).toBe('unauthenticated');
  });
});

describe('embed sessions', () => {
  const open = async (origin: string, input: { hostOrigin?: string; continuity?: string } = {}) => {
    const principal = await house.access.authenticate(publishable.secret, { origin });
    return house.identity.openEmbedSession(principal, input, { origin });
  };

  it('begin with a new candidate, a token bound to the origin, and what to show', async () => {
    const session = await open(HOST);
    expect(session).toMatchObject({
      candidateId: 'cand_1',
      expiresAt: '2026-11-21T09:10:00.000Z',
      config: { tenantName: 'ten_northfield', retentionDays: 30 },
    });
    expect(session.config.disclosure.text).toContain('not a person');
    expect(Buffer.from(session.continuity, 'base64url')).toHaveLength(32);
    expect([...house.continuities.keys()].join()).not.toContain(session.continuity);
    expect(await code(house.access.authenticate(session.clientToken, { origin: 'https://evil.example' }))).toBe(
      'origin_not_allowed',
    );
    const principal = await house.access.authenticate(session.clientToken, { origin: HOST });
    expect(principal.tokenScopes).toEqual(['postings', 'resume', 'chats', 'preps', 'me']);
    expect(await house.identity.embedConfig(principal.scope)).toEqual(session.config);
  });

  it('go on as the same candidate, for thirty days after the last time', async () => {
    const first = await open(HOST);
    house.clock.advance(29 * DAY_MS);
    expect(await open(HOST, first)).toMatchObject({ candidateId: first.candidateId, continuity: first.continuity });
    house.clock.advance(29 * DAY_MS);
    expect((await open(HOST, first)).candidateId).toBe(first.candidateId);
    house.clock.advance(30 * DAY_MS);
    const late = await open(HOST, first);
    expect(late.candidateId).not.toBe(first.candidateId);
    expect(late.continuity).not.toBe(first.continuity);
  });

  it('silently begin anew with a continuity that is wrong or of another site', async () => {
    const first = await open(HOST);
    await house.identity.updateKey(northfield, publishable.id, { origins: [HOST, 'https://two.example.com'] });
    for (const [origin, continuity] of [
      [HOST, 'wrong'],
      ['https://two.example.com', first.continuity],
    ] as const) {
      expect((await open(origin, { continuity })).candidateId).not.toBe(first.candidateId);
    }
  });

  it('take the word of our own frame, and of nobody else, for the page around it', async () => {
    const framed = await open(FRAME, { hostOrigin: HOST });
    expect(await code(house.access.authenticate(framed.clientToken, { origin: HOST }))).toBe('origin_not_allowed');
    await house.access.authenticate(framed.clientToken, { origin: FRAME });
    expect((await open(HOST, { continuity: framed.continuity, hostOrigin: 'https://evil.example' })).candidateId).toBe(
      framed.candidateId,
    );
    expect(await code(open(FRAME))).toBe('origin_not_allowed');
    for (const hostOrigin of ['https://evil.example', FRAME, 'null', ''])
      expect(await code(open(FRAME, { hostOrigin }))).toBe('origin_not_allowed');
  });

  it('are opened by nothing but a publishable key', async () => {
    const { clientToken } = await open(HOST);
    const others: Principal[] = [
      await house.access.authenticate(secret.secret, {}),
      await house.access.authenticate(clientToken, {}),
    ];
    for (const principal of others)
      expect(await code(house.identity.openEmbedSession(principal, {}, { origin: HOST }))).toBe('forbidden');
  });
});
