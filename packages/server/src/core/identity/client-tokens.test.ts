import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DISCLOSURE } from '../consents/disclosure.ts';
import type { Principal } from './ports.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { scopeFor } from '../tenancy/scope.ts';
import {
  app,
  northfield,
  tenantScope,
  code,
  HOST,
  publishable,
  FRAME,
  secret,
  setUpInstallation,
} from './test-installation.ts';

beforeEach(setUpInstallation);

const DAY_MS = 24 * 60 * 60 * 1_000;

describe('client tokens', () => {
  const order = { candidate: { externalId: 'user-1' } };

  it('belong to one candidate of the tenant, the same for the same external id', async () => {
    const token = await app.identity.mintClientToken(northfield, { ...order, ttlSeconds: 60, scopes: ['chats'] });
    const principal = await app.access.authenticate(token.token, {});
    const subject = { kind: 'candidate', id: token.candidateId } as const;
    const expiresAt = Date.parse('2026-11-21T09:01:00.000Z');
    expect(principal).toEqual({
      credential: 'client_token',
      scope: scopeFor({ tenantId: 'ten_northfield', subject }),
      tokenId: token.id,
      tokenScopes: ['chats'],
      expiresAt,
    });
    expect(await app.identity.me(principal)).toEqual({
      kind: 'candidate',
      id: token.candidateId,
      tenantId: 'ten_northfield',
      scopes: ['chats'],
      expiresAt: token.expiresAt,
    });
    expect((await app.identity.mintClientToken(northfield, order)).candidateId).toBe(token.candidateId);
    expect((await app.identity.mintClientToken(tenantScope('ten_other'), order)).candidateId).not.toBe(
      token.candidateId,
    );
  });

  it('last ten minutes unless told otherwise, to the millisecond', async () => {
    const { token, expiresAt } = await app.identity.mintClientToken(northfield, order);
    expect(expiresAt).toBe('2026-11-21T09:10:00.000Z');
    app.clock.advance(599_999);
    await app.access.authenticate(token, {});
    app.clock.advance(1);
    expect(await code(app.access.authenticate(token, {}))).toBe('token_expired');
  });

  it('are kept until they expire, so that they can be revoked', async () => {
    const kept = vi.spyOn(app.store, 'recordToken');
    const { id, candidateId, expiresAt } = await app.identity.mintClientToken(northfield, order);
    expect(kept.mock.calls).toEqual([
      [{ id, tenantId: 'ten_northfield', candidateId, expiresAt: Date.parse('2026-11-21T09:10:00.000Z') }],
    ]);
    expect(expiresAt).toBe('2026-11-21T09:10:00.000Z');
  });

  it.each([59, 3_601, 60.5, Number.NaN])('cannot last %d seconds', async (ttlSeconds) => {
    expect(await code(app.identity.mintClientToken(northfield, { ...order, ttlSeconds }))).toBe('validation_failed');
  });

  it('are refused from another origin than their own, and accepted where a browser names none', async () => {
    const { token } = await app.identity.mintClientToken(northfield, { ...order, origin: `${HOST}/` });
    for (const origin of ['https://evil.example', 'null', 'http://jobs.example.com'])
      expect(await code(app.access.authenticate(token, { origin }))).toBe('origin_not_allowed');
    await app.access.authenticate(token, { origin: HOST });
    await app.access.authenticate(token, {});
    expect(await code(app.identity.mintClientToken(northfield, { ...order, origin: 'https://*.example.com' }))).toBe(
      'validation_failed',
    );
  });

  it('stop at once here and within a second elsewhere when revoked', async () => {
    const other = app.anotherProcess();
    const { token, id } = await app.identity.mintClientToken(northfield, order);
    await Promise.all([app.access.authenticate(token, {}), other.access.authenticate(token, {})]);
    expect(await code(app.identity.revokeClientToken(tenantScope('ten_other'), id))).toBe('not_found');
    await app.identity.revokeClientToken(northfield, id);
    expect(await code(app.access.authenticate(token, {}))).toBe('unauthenticated');
    app.clock.advance(999);
    expect(await code(other.access.authenticate(token, {}))).toBe('unauthenticated');
  });

  it('are asked about at most every few seconds', async () => {
    const { token } = await app.identity.mintClientToken(northfield, order);
    for (let request = 0; request < 5; request += 1) await app.access.authenticate(token, {});
    expect(app.asked.isTokenRevoked).toBe(1);
  });

  it('are of a new candidate when the one that was found is erased before the token is there', async () => {
    const { recordToken } = app.store;
    let first: string | undefined;
    app.store.recordToken = async (token) => {
      first ??= token.candidateId;
      if (token.candidateId === first) {
        app.external.clear();
        throw new ServiceError('unauthenticated');
      }
      return recordToken(token);
    };
    const { candidateId } = await app.identity.mintClientToken(northfield, order);
    expect([first, candidateId]).toEqual(['cand_1', 'cand_2']);
  });

  it('all stop when their candidate is erased, here at once and elsewhere within a second', async () => {
    const { token } = await app.identity.mintClientToken(northfield, order);
    const other = app.anotherProcess();
    await Promise.all([app.access.authenticate(token, {}), other.access.authenticate(token, {})]);
    for (const each of app.tokens.values()) each.revoked = true;
    app.forgetTokens();
    expect(await code(app.access.authenticate(token, {}))).toBe('unauthenticated');
    app.clock.advance(999);
    expect(await code(other.access.authenticate(token, {}))).toBe('unauthenticated');
  });
});

describe('embed sessions', () => {
  const open = async (origin: string, input: { hostOrigin?: string; continuity?: string } = {}) => {
    const principal = await app.access.authenticate(publishable.secret, { origin });
    return app.identity.openEmbedSession(principal, input, { origin });
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
    expect([...app.continuities.keys()].join()).not.toContain(session.continuity);
    expect(await code(app.access.authenticate(session.clientToken, { origin: 'https://evil.example' }))).toBe(
      'origin_not_allowed',
    );
    const principal = await app.access.authenticate(session.clientToken, { origin: HOST });
    expect(principal.tokenScopes).toEqual(['postings', 'resume', 'chats', 'preps', 'me']);
    expect(await app.identity.embedConfig(principal.scope)).toEqual(session.config);
    expect(session.config).toEqual({
      tenantName: 'ten_northfield',
      engine: { kind: 'rehearsal', label: 'No language model' },
      disclosure: DISCLOSURE,
      retentionDays: 30,
      features: ['chat'],
      theme: { mode: 'auto' },
      adjustments: { text: 'Write to us.' },
      limits: { resumeBytes: 5, messageCharacters: 8 },
    });
  });

  it('go on as the same candidate, for thirty days after the last time', async () => {
    const first = await open(HOST);
    app.clock.advance(29 * DAY_MS);
    expect(await open(HOST, first)).toMatchObject({ candidateId: first.candidateId, continuity: first.continuity });
    app.clock.advance(29 * DAY_MS);
    expect((await open(HOST, first)).candidateId).toBe(first.candidateId);
    app.clock.advance(30 * DAY_MS);
    const late = await open(HOST, first);
    expect(late.candidateId).not.toBe(first.candidateId);
    expect(late.continuity).not.toBe(first.continuity);
  });

  it('silently begin anew with a continuity that is wrong or of another site', async () => {
    const first = await open(HOST);
    await app.identity.updateKey(northfield, publishable.id, { origins: [HOST, 'https://two.example.com'] });
    for (const [origin, continuity] of [
      [HOST, 'wrong'],
      ['https://two.example.com', first.continuity],
    ] as const) {
      expect((await open(origin, { continuity })).candidateId).not.toBe(first.candidateId);
    }
  });

  it('take the word of our own frame, and of nobody else, for the page around it', async () => {
    const framed = await open(FRAME, { hostOrigin: HOST });
    expect(await code(app.access.authenticate(framed.clientToken, { origin: HOST }))).toBe('origin_not_allowed');
    await app.access.authenticate(framed.clientToken, { origin: FRAME });
    expect((await open(HOST, { continuity: framed.continuity, hostOrigin: 'https://evil.example' })).candidateId).toBe(
      framed.candidateId,
    );
    expect(await code(open(FRAME))).toBe('origin_not_allowed');
    for (const hostOrigin of ['https://evil.example', FRAME, 'null', ''])
      expect(await code(open(FRAME, { hostOrigin }))).toBe('origin_not_allowed');
  });

  it('name the page that the owner of the key has to allow', async () => {
    const refusal = (origin: string | undefined, input = {}) =>
      app.access
        .authenticate(publishable.secret, { origin: HOST })
        .then((principal) => app.identity.openEmbedSession(principal, input, origin === undefined ? {} : { origin }))
        .catch((failure: unknown) => failure);
    expect(await refusal('https://evil.example/page')).toMatchObject({
      code: 'origin_not_allowed',
      detail: 'Add https://evil.example to the origins of this publishable key.',
    });
    const unnamed = await refusal(undefined, { hostOrigin: HOST });
    expect(unnamed).toMatchObject({ code: 'origin_not_allowed' });
    expect(unnamed).not.toMatchObject({ detail: expect.stringContaining('Add') });
  });

  it('are opened by nothing but a publishable key', async () => {
    const { clientToken } = await open(HOST);
    const others: Principal[] = [
      await app.access.authenticate(secret.secret, {}),
      await app.access.authenticate(clientToken, {}),
    ];
    for (const principal of others)
      expect(await code(app.identity.openEmbedSession(principal, {}, { origin: HOST }))).toBe('forbidden');
  });
});
