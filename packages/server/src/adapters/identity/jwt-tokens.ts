import {
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  SignJWT,
  calculateJwkThumbprint,
  type CryptoKey,
  type JWTPayload,
} from 'jose';
import { z } from 'zod';
import { defined } from '../../core/kernel/defined.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { TenancyStore } from '../../core/tenancy/ports.ts';
import {
  serviceClaimsSchema,
  tokenClaimsSchema,
  type ServiceClaims,
  type TokenClaims,
  type TokenSigner,
} from '../../core/identity/token-claims.ts';
import { VerifiedTokens } from './verified-tokens.ts';

const ALGORITHM = 'EdDSA';
// The prefix is what people see; the audience is signed, so that no token can be given the other prefix.
const CLIENT = { prefix: 'ict_', audience: 'interview-prep' };
const SERVICE = { prefix: 'ist_', audience: 'interview-prep/mcp' };
const LONGEST = 2_000;
/** Of each kind: some megabytes at most. */
const REMEMBERED = 10_000;

const keyPairSchema = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), d: z.string() });
type Kind = { readonly prefix: string; readonly audience: string };
type KeyPair = { readonly kid: string; readonly signing: CryptoKey; readonly verifying: CryptoKey };

/**
 * Client and service tokens as JWTs signed with Ed25519. The key pair is made once per installation and kept in the store;
 * `issuer` names the installation and must be the same in all its processes.
 */
export function jwtTokens(
  store: Pick<TenancyStore, 'installationSecret'>,
  { issuer }: { issuer: string },
): TokenSigner {
  let loading: Promise<KeyPair> | undefined;
  const keyPair = () => {
    loading ??= loadKeyPair(store).catch((failure: unknown) => {
      loading = undefined;
      throw failure;
    });
    return loading;
  };
  async function signJwt(payload: JWTPayload, { prefix, audience }: Kind): Promise<string> {
    const { kid, signing } = await keyPair();
    const jwt = new SignJWT(payload).setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' });
    return prefix + (await jwt.setIssuer(issuer).setAudience(audience).sign(signing));
  }

  async function verifyJwt(token: string, now: number, { prefix, audience }: Kind): Promise<JWTPayload> {
    const jwt = token.slice(prefix.length);
    if (!token.startsWith(prefix) || token.length > LONGEST || !isCanonical(jwt))
      throw new ServiceError('unauthenticated');
    const { kid, verifying } = await keyPair();
    const options = { algorithms: [ALGORITHM], issuer, audience, currentDate: new Date(now), clockTolerance: 0 };
    const { payload, protectedHeader } = await jwtVerify(jwt, verifying, options).catch(refuse);
    if (protectedHeader.kid !== kid) throw new ServiceError('unauthenticated');
    return payload;
  }

  const clients = new VerifiedTokens<TokenClaims>({ most: REMEMBERED });
  const services = new VerifiedTokens<ServiceClaims>({ most: REMEMBERED });
  return {
    sign: (claims) => signJwt(payloadOf(claims), CLIENT),
    verify: (token, now) =>
      clients.claims(token, now, async () => known(claimsOf(await verifyJwt(token, now, CLIENT)))),
    signService: (claims) => signJwt(servicePayloadOf(claims), SERVICE),
    verifyService: (token, now) =>
      services.claims(token, now, async () => known(serviceClaimsOf(await verifyJwt(token, now, SERVICE)))),
  };
}

function known<Claims>(claims: Claims | undefined): Claims {
  if (claims === undefined) throw new ServiceError('unauthenticated');
  return claims;
}

async function loadKeyPair(store: Pick<TenancyStore, 'installationSecret'>): Promise<KeyPair> {
  const text = await store.installationSecret('client_token_key_pair', async () => {
    const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
    return JSON.stringify(await exportJWK(privateKey));
  });
  const { d, ...shared } = keyPairSchema.parse(JSON.parse(text));
  const [signing, verifying, kid] = await Promise.all([
    importJWK({ ...shared, d }, ALGORITHM),
    importJWK(shared, ALGORITHM),
    calculateJwkThumbprint(shared),
  ]);
  if (signing instanceof Uint8Array || verifying instanceof Uint8Array)
    throw new TypeError('The signing key of client tokens is not a key pair');
  return { kid, signing, verifying };
}

function payloadOf({ tokenId, tenantId, candidateId, ...claims }: TokenClaims): JWTPayload {
  return {
    sub: candidateId,
    tenant: tenantId,
    jti: tokenId,
    scopes: claims.scopes,
    purpose: claims.purpose,
    iat: claims.issuedAt,
    exp: claims.expiresAt,
    ...defined({ origin: claims.origin, posting: claims.postingId }),
  };
}

function claimsOf(payload: JWTPayload): TokenClaims | undefined {
  const claims = {
    tokenId: payload.jti,
    tenantId: payload['tenant'],
    candidateId: payload.sub,
    scopes: payload['scopes'],
    purpose: payload['purpose'],
    origin: payload['origin'],
    postingId: payload['posting'],
    issuedAt: payload.iat,
    expiresAt: payload.exp,
  };
  return tokenClaimsSchema.safeParse(claims).data;
}

function servicePayloadOf({ tokenId, tenantId, actFor, issuedAt, expiresAt }: ServiceClaims): JWTPayload {
  return { sub: tokenId, tenant: tenantId, jti: tokenId, actFor, iat: issuedAt, exp: expiresAt };
}

function serviceClaimsOf(payload: JWTPayload): ServiceClaims | undefined {
  const claims = {
    tokenId: payload.jti,
    tenantId: payload['tenant'],
    actFor: payload['actFor'],
    issuedAt: payload.iat,
    expiresAt: payload.exp,
  };
  return serviceClaimsSchema.safeParse(claims).data;
}

/** The last character of a signature has bits that decoders ignore; without this one token would have sixteen spellings. */
function isCanonical(jwt: string): boolean {
  const parts = jwt.split('.');
  return parts.length === 3 && parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

function refuse(failure: unknown): never {
  throw new ServiceError(failure instanceof errors.JWTExpired ? 'token_expired' : 'unauthenticated', {
    cause: failure,
  });
}
