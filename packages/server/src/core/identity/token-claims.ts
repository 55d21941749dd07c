import { z } from 'zod';
import type { TokenScope } from '../tenancy/ports.ts';

/** Everything a client token can be good for. */
export const TOKEN_SCOPES = ['postings', 'resume', 'chats', 'preps', 'me'] as const satisfies readonly TokenScope[];

/** What a client token says besides who issued it. `issuedAt` and `expiresAt` are epoch seconds. */
export const tokenClaimsSchema = z.object({
  tokenId: z.string().startsWith('tok_'),
  tenantId: z.templateLiteral(['ten_', z.string()]),
  candidateId: z.string().min(1),
  scopes: z.array(z.enum(TOKEN_SCOPES)).min(1),
  purpose: z.enum(['practice', 'screening']),
  origin: z.string().optional(),
  postingId: z.string().optional(),
  issuedAt: z.number().int(),
  expiresAt: z.number().int(),
});

export type TokenClaims = z.infer<typeof tokenClaimsSchema>;

/** What a service token says: a tenant's backend, which may act for that tenant's candidates. Times as above. */
export const serviceClaimsSchema = z.object({
  tokenId: z.string().startsWith('svt_'),
  tenantId: z.templateLiteral(['ten_', z.string()]),
  actFor: z.literal('candidates'),
  issuedAt: z.number().int(),
  expiresAt: z.number().int(),
});

export type ServiceClaims = z.infer<typeof serviceClaimsSchema>;

/** Signs and verifies tokens with the key pair of this installation. A token of one kind never passes for the other. */
export interface TokenSigner {
  /** Returns the client token with its `ict_` prefix. */
  sign(claims: TokenClaims): Promise<string>;
  /** `now` is in epoch milliseconds. Throws `token_expired`, or `unauthenticated` for whatever else is wrong with it. */
  verify(token: string, now: number): Promise<TokenClaims>;
  /** Returns the service token with its `ist_` prefix. */
  signService(claims: ServiceClaims): Promise<string>;
  /** As `verify`, for service tokens. */
  verifyService(token: string, now: number): Promise<ServiceClaims>;
}
