import { beforeEach, describe, expect, it } from 'vitest';
import { defined } from '../kernel/defined.ts';
import { newKeyText } from './key-text.ts';
import {
  app,
  northfield,
  secret,
  publishable,
  HOST,
  code,
  FRAME,
  tenantScope,
  setUpInstallation,
} from './test-installation.ts';

beforeEach(setUpInstallation);

describe('keys', () => {
  it('are kept hashed and shown once', async () => {
    const { data } = await app.identity.listKeys(northfield, { limit: 20 });
    expect(data.map(({ hint }) => hint)).toEqual([
      `${secret.secret.slice(0, 8)}…${secret.secret.slice(-4)}`,
      expect.any(String),
    ]);
    expect(JSON.stringify([data, [...app.keys.values()]])).not.toContain(secret.secret);
    expect(data[1]).toEqual({
      id: publishable.id,
      kind: 'publishable',
      hint: expect.any(String),
      origins: [HOST],
      createdAt: '2026-11-21T09:00:00.000Z',
    });
  });

  it('make the tenant the principal', async () => {
    const principal = await app.access.authenticate(secret.secret, {});
    expect(principal).toEqual({ credential: 'secret_key', scope: northfield, keyId: secret.id });
    expect(await app.identity.me(principal)).toEqual({
      kind: 'tenant',
      id: 'ten_northfield',
      tenantId: 'ten_northfield',
    });
  });

  it('are refused without a look-up when mistyped, after one when unknown', async () => {
    expect(await code(app.access.authenticate(`${secret.secret.slice(0, -1)}_`, {}))).toBe('unauthenticated');
    expect(app.asked.keyByHash).toBe(0);
    expect(await code(app.access.authenticate(newKeyText('secret'), {}))).toBe('unauthenticated');
    expect(app.asked.keyByHash).toBe(1);
    for (const text of ['', 'isk_', 'nonsense', 'ict_', 'ict_e30'])
      expect(await code(app.access.authenticate(text, {}))).toBe('unauthenticated');
  });

  it('are refused in a browser when secret', async () => {
    expect(await code(app.access.authenticate(secret.secret, { origin: HOST }))).toBe('secret_key_in_browser');
    expect(await code(app.access.authenticate(secret.secret, { origin: 'null' }))).toBe('secret_key_in_browser');
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
    expect(await code(app.access.authenticate(publishable.secret, defined({ origin })))).toBe(answer);
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
    expect(await code(app.identity.createKey(northfield, { kind: 'publishable', origins: [origin] }))).toBe(
      'validation_failed',
    );
    expect(await code(app.identity.updateKey(northfield, publishable.id, { origins: [origin] }))).toBe(
      'validation_failed',
    );
  });

  it('have no origins when secret', async () => {
    expect(await code(app.identity.createKey(northfield, { kind: 'secret', origins: [HOST] }))).toBe(
      'validation_failed',
    );
  });

  it('work on new origins at once, and no longer on old ones', async () => {
    await app.access.authenticate(publishable.secret, { origin: HOST });
    await app.identity.updateKey(northfield, publishable.id, {
      origins: ['https://careers.example.com'],
      name: 'Careers',
    });
    expect(await code(app.access.authenticate(publishable.secret, { origin: HOST }))).toBe('origin_not_allowed');
    expect(await app.identity.frameAncestors(publishable.secret)).toEqual(['https://careers.example.com']);
  });

  it('stop at once here and within five seconds elsewhere when revoked', async () => {
    const other = app.anotherProcess();
    const acting = { actingKeyId: publishable.id };
    await Promise.all([app.access.authenticate(secret.secret, {}), other.access.authenticate(secret.secret, {})]);
    await app.identity.revokeKey(northfield, secret.id, acting);
    expect(await code(app.access.authenticate(secret.secret, {}))).toBe('unauthenticated');
    app.clock.advance(4_999);
    expect(await code(other.access.authenticate(secret.secret, {}))).toBe('unauthenticated');
    await app.identity.revokeKey(northfield, secret.id, acting);
  });

  it('do not come back when they were being looked up while they were revoked', async () => {
    let finish = () => {};
    const { keyByHash } = app.store;
    app.store.keyByHash = async (hash) => {
      const stale = await keyByHash(hash);
      await new Promise<void>((resolve) => (finish = resolve));
      return stale;
    };
    const early = app.access.authenticate(secret.secret, {});
    await Promise.resolve();
    await app.identity.revokeKey(northfield, secret.id, {});
    app.store.keyByHash = keyByHash;
    finish();
    await early;
    expect(await code(app.access.authenticate(secret.secret, {}))).toBe('unauthenticated');
  });

  it('cannot revoke themselves, nor be seen by another tenant', async () => {
    expect(await code(app.identity.revokeKey(northfield, secret.id, { actingKeyId: secret.id }))).toBe('conflict');
    const other = tenantScope('ten_other');
    expect(await code(app.identity.revokeKey(other, secret.id, {}))).toBe('not_found');
    expect(await code(app.identity.updateKey(other, secret.id, { name: 'x' }))).toBe('not_found');
    expect(await code(app.identity.rotateKey(other, secret.id, { overlapSeconds: 0 }))).toBe('not_found');
    expect((await app.identity.listKeys(other, { limit: 20 })).data).toEqual([]);
  });

  it('overlap on rotation, and then only the new one works', async () => {
    const next = await app.identity.rotateKey(northfield, publishable.id, { overlapSeconds: 60 });
    expect(next).toMatchObject({ kind: 'publishable', origins: [HOST] });
    expect(next.id).not.toBe(publishable.id);
    app.clock.advance(59_999);
    await app.access.authenticate(publishable.secret, { origin: HOST });
    app.clock.advance(1);
    expect(await code(app.access.authenticate(publishable.secret, { origin: HOST }))).toBe('unauthenticated');
    expect(await app.identity.frameAncestors(publishable.secret)).toEqual([]);
    await app.access.authenticate(next.secret, { origin: HOST });
    expect(await code(app.identity.rotateKey(northfield, publishable.id, { overlapSeconds: 60 }))).toBe('conflict');
  });

  it('note their use at most once a minute, and work when that cannot be written', async () => {
    for (let request = 0; request < 5; request += 1) await app.access.authenticate(secret.secret, {});
    expect(app.asked.updateKey).toBe(1);
    expect((await app.identity.listKeys(northfield, { limit: 1 })).data[0]?.lastUsedAt).toBe(
      '2026-11-21T09:00:00.000Z',
    );
    app.clock.advance(60_000);
    app.store.updateKey = async () => Promise.reject(new Error('disk full'));
    expect((await app.access.authenticate(secret.secret, {})).keyId).toBe(secret.id);
  });

  it('allow frames only where a publishable key is good', async () => {
    expect(await app.identity.frameAncestors(publishable.secret)).toEqual([HOST]);
    for (const text of [secret.secret, newKeyText('publishable'), 'ipk_x', ''])
      expect(await app.identity.frameAncestors(text)).toEqual([]);
  });
});
