import { beforeEach, describe, expect, it } from 'vitest';
import { knownKeys } from './known-keys.ts';
import { app, code, FRAME, HOST, northfield, publishable, secret, setUpInstallation } from './test-installation.ts';

beforeEach(setUpInstallation);

describe('the lifetime of a key', () => {
  it('is shown with everything known about it, and without what is not', async () => {
    expect(secret).toEqual({
      id: secret.id,
      kind: 'secret',
      name: 'Backend',
      hint: `${secret.secret.slice(0, 8)}…${secret.secret.slice(-4)}`,
      origins: [],
      createdAt: '2026-11-21T09:00:00.000Z',
      secret: secret.secret,
    });
    app.clock.advance(1_000);
    await app.access.authenticate(publishable.secret, { origin: HOST });
    await app.identity.rotateKey(northfield, publishable.id, { overlapSeconds: 60 });
    const { data } = await app.identity.listKeys(northfield, { limit: 20 });
    expect(data.find(({ id }) => id === publishable.id)).toMatchObject({
      lastUsedAt: '2026-11-21T09:00:01.000Z',
      expiresAt: '2026-11-21T09:01:01.000Z',
    });
  });

  it('changes only in what is asked for', async () => {
    expect(await app.identity.updateKey(northfield, publishable.id, { name: 'Careers' })).toMatchObject({
      name: 'Careers',
      origins: [HOST],
    });
    const moved = await app.identity.updateKey(northfield, publishable.id, { origins: [`${FRAME}/`, FRAME] });
    expect(moved).toMatchObject({ name: 'Careers', origins: [FRAME] });
    expect(await app.identity.updateKey(northfield, secret.id, { origins: [] })).toMatchObject({ origins: [] });
    expect(await code(app.identity.updateKey(northfield, secret.id, { origins: [HOST] }))).toBe('validation_failed');
  });

  it('is not prolonged by a second rotation, and the name goes on', async () => {
    const next = await app.identity.rotateKey(northfield, secret.id, { overlapSeconds: 60 });
    expect(next).toMatchObject({ kind: 'secret', name: 'Backend', origins: [] });
    app.clock.advance(30_000);
    await app.identity.rotateKey(northfield, secret.id, { overlapSeconds: 3_600 });
    app.clock.advance(29_999);
    expect(await code(app.access.authenticate(secret.secret, {}))).toBe('nothing thrown');
    app.clock.advance(1);
    expect(await code(app.access.authenticate(secret.secret, {}))).toBe('unauthenticated');
  });

  it('ends once: a key that was revoked before keeps its time', async () => {
    await app.identity.revokeKey(northfield, secret.id, {});
    app.clock.advance(60_000);
    await app.identity.revokeKey(northfield, secret.id, {});
    const { data } = await app.identity.listKeys(northfield, { limit: 20 });
    expect(data.find(({ id }) => id === secret.id)?.expiresAt).toBe('2026-11-21T09:00:00.000Z');
  });
});

describe('the use of a key', () => {
  it('is recorded again after a minute, also when another process recorded it last', async () => {
    const key = app.keys.get(secret.id);
    if (key === undefined) throw new Error('The key is missing');
    const keys = knownKeys(app.store, app.clock);
    const now = app.clock.now();
    await keys.recordUse({ ...key, lastUsedAt: now - 59_999 });
    expect(app.asked.updateKey).toBe(0);
    await keys.recordUse({ ...key, lastUsedAt: now - 60_000 });
    await keys.recordUse(key);
    expect(app.asked.updateKey).toBe(1);
    expect(app.keys.get(secret.id)?.lastUsedAt).toBe(now);
    app.clock.advance(59_999);
    await keys.recordUse(key);
    expect(app.asked.updateKey).toBe(1);
    app.clock.advance(1);
    await keys.recordUse(key);
    expect(app.asked.updateKey).toBe(2);
  });
});

describe('a principal', () => {
  it('of a publishable key has its origins', async () => {
    expect(await app.access.authenticate(publishable.secret, { origin: FRAME })).toEqual({
      credential: 'publishable_key',
      scope: northfield,
      keyId: publishable.id,
      origins: [HOST],
    });
  });

  it('is refused with what to do about it', async () => {
    const refusal = (credential: string, request: { origin?: string }) =>
      app.access.authenticate(credential, request).then(
        () => undefined,
        ({ detail }: { detail?: string }) => detail,
      );
    expect(await refusal(publishable.secret, {})).toBe(
      'A publishable key works only in a browser, on an allowed site.',
    );
    expect(await refusal(publishable.secret, { origin: 'https://other.example/' })).toBe(
      'Add https://other.example to the origins of this publishable key.',
    );
    expect(await refusal('ist_x', { origin: HOST })).toBe(
      'A service token was sent from a browser. It belongs on a backend: revoke it.',
    );
  });
});
