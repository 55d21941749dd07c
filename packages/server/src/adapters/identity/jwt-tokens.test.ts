import * as fc from 'fast-check';
import { generateKeyPair, importJWK, SignJWT, type JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ServiceClaims, TokenClaims, TokenSigner } from '../../core/identity/token-claims.ts';
import { jwtTokens } from './jwt-tokens.ts';

const issuer = 'https://practice.example.com';
const now = Date.parse('2026-11-21T09:00:00.000Z');
const claims: TokenClaims = {
  tokenId: 'tok_1',
  tenantId: 'ten_a',
  candidateId: 'cand_1',
  scopes: ['chats', 'me'],
  purpose: 'practice',
  origin: 'https://jobs.example.com',
  postingId: 'pst_1',
  issuedAt: now / 1_000,
  expiresAt: now / 1_000 + 600,
};
const payload: JWTPayload = {
  iss: issuer,
  aud: 'interview-prep',
  sub: 'cand_1',
  tenant: 'ten_a',
  jti: 'tok_1',
  scopes: ['me'],
  purpose: 'practice',
  iat: now / 1_000,
  exp: now / 1_000 + 600,
};

function keptSecrets() {
  const secrets = new Map<string, string>();
  const installationSecret = async (name: string, make: () => Promise<string>) => {
    const made = await make();
    secrets.set(name, secrets.get(name) ?? made);
    return secrets.get(name) ?? made;
  };
  return { installationSecret, secrets };
}

const kept = keptSecrets();
let signer: TokenSigner;
let token: string;
const code = (text: string, at = now) =>
  signer.verify(text, at).then(
    () => 'accepted',
    (failure: { code?: string }) => failure.code ?? String(failure),
  );
beforeAll(async () => {
  signer = jwtTokens(kept, { issuer });
  token = await signer.sign(claims);
});

/** Signed with the very key of the installation, so that only the one thing under test is wrong. */
async function forged(change: JWTPayload, header: { alg?: string; kid?: string } = {}) {
  const jwk = JSON.parse([...kept.secrets.values()][0] ?? '');
  const kid = JSON.parse(Buffer.from(token.slice(4).split('.')[0] ?? '', 'base64url').toString()).kid;
  return `ict_${await new SignJWT({ ...payload, ...change }).setProtectedHeader({ alg: 'EdDSA', kid, ...header }).sign(await importJWK(jwk, 'EdDSA'))}`;
}

describe('client tokens as JWTs', () => {
  it('come back as they were signed, in any process of the installation', async () => {
    expect(token).toMatch(/^ict_[\w-]+\.[\w-]+\.[\w-]+$/u);
    expect(await jwtTokens(kept, { issuer }).verify(token, now)).toEqual(claims);
    expect(await code(await forged({}))).toBe('accepted');
  });

  it('are refused when any bit is flipped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.nat(6), async (at, bit) => {
        const flipped =
          token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) ^ (1 << bit)) + token.slice(at + 1);
        expect(await code(flipped)).toBe('unauthenticated');
      }),
      { numRuns: 1_500 },
    );
    for (let bit = 0; bit < 7; bit += 1)
      expect(
        await code(token.slice(0, -1) + String.fromCharCode(token.charCodeAt(token.length - 1) ^ (1 << bit))),
      ).toBe('unauthenticated');
  });

  it('run out to the millisecond, without leeway', async () => {
    expect(await code(token, now + 599_999)).toBe('accepted');
    expect(await code(token, now + 600_000)).toBe('token_expired');
  });

  it.each([
    ['another issuer', { iss: 'https://evil.example' }],
    ['another audience', { aud: 'other' }],
    ['a tenant that is none', { tenant: 'northfield' }],
    ['a scope that is none', { scopes: ['admin'] }],
    ['no scope', { scopes: [] }],
    ['a purpose that is none', { purpose: 'hiring' }],
  ])('are refused with %s', async (_what, change) => expect(await code(await forged(change))).toBe('unauthenticated'));

  it.each(['iss', 'aud', 'sub', 'tenant', 'jti', 'scopes', 'purpose', 'iat', 'exp'])(
    'are refused without %s',
    async (name) => {
      expect(await code(await forged({ [name]: undefined }))).toBe('unauthenticated');
    },
  );

  it('are refused with another key id, key or algorithm', async () => {
    expect(await code(await forged({}, { kid: 'other' }))).toBe('unauthenticated');
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    expect(await code(`ict_${await new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey)}`)).toBe(
      'unauthenticated',
    );
    const { x } = JSON.parse([...kept.secrets.values()][0] ?? '');
    expect(
      await code(
        `ict_${await new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(x, 'base64url'))}`,
      ),
    ).toBe('unauthenticated');
    const none = [{ alg: 'none' }, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    for (const text of [`ict_${none}.`, `ict_${none}`, 'ict_', 'ict_..', `ict_${'a'.repeat(9_000)}`, token.slice(4)])
      expect(await code(text)).toBe('unauthenticated');
  });

  it('are signed by one key however many processes start at once, and a failed look-up is tried again', async () => {
    const shared = keptSecrets();
    const signers = Array.from({ length: 3 }, () => jwtTokens(shared, { issuer }));
    const tokens = await Promise.all(signers.map((each) => each.sign(claims)));
    for (const each of signers) for (const text of tokens) expect(await each.verify(text, now)).toEqual(claims);
    let failures = 1;
    const flaky = jwtTokens(
      {
        installationSecret: (...order) =>
          (failures -= 1) < 0 ? shared.installationSecret(...order) : Promise.reject(new Error('lost')),
      },
      { issuer },
    );
    await expect(flaky.sign(claims)).rejects.toThrow('lost');
    expect(await flaky.verify(tokens[0] ?? '', now)).toEqual(claims);
  });
});

describe('service tokens as JWTs', () => {
  const service: ServiceClaims = {
    tokenId: 'svt_1',
    tenantId: 'ten_a',
    actFor: 'candidates',
    issuedAt: now / 1_000,
    expiresAt: now / 1_000 + 600,
  };
  const serviceCode = (text: string, at = now) =>
    signer.verifyService(text, at).then(
      () => 'accepted',
      (failure: { code?: string }) => failure.code ?? String(failure),
    );

  it('come back as they were signed, and run out', async () => {
    const text = await signer.signService(service);
    expect(text).toMatch(/^ist_[\w-]+\.[\w-]+\.[\w-]+$/u);
    expect(await jwtTokens(kept, { issuer }).verifyService(text, now)).toEqual(service);
    expect([await serviceCode(text, now + 599_999), await serviceCode(text, now + 600_000)]).toEqual([
      'accepted',
      'token_expired',
    ]);
  });

  it('never pass for client tokens, nor client tokens for them, whatever stands before them', async () => {
    const text = await signer.signService(service);
    for (const client of [text, text.replace('ist_', 'ict_')]) expect(await code(client)).toBe('unauthenticated');
    for (const other of [token, token.replace('ict_', 'ist_')])
      expect(await serviceCode(other)).toBe('unauthenticated');
  });

  it.each([
    ['the audience of the other kind', { aud: 'interview-prep' }],
    ['both audiences but no claims of its own', { aud: ['interview-prep', 'interview-prep/mcp'] }],
    ['the id of a client token', { jti: 'tok_1', actFor: 'candidates', aud: 'interview-prep/mcp' }],
    ['nobody to act for', { jti: 'svt_1', aud: 'interview-prep/mcp' }],
    ['everybody to act for', { jti: 'svt_1', actFor: 'everybody', aud: 'interview-prep/mcp' }],
  ])('are refused with %s', async (_what, change) =>
    expect(await serviceCode((await forged(change)).replace('ict_', 'ist_'))).toBe('unauthenticated'),
  );
});
