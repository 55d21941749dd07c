import { z } from 'zod';
import type { TokenScope } from './ports.ts';

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

/** Signs and verifies client tokens with the key pair of this installation. */
export interface TokenSigner {
  /** Returns the token with its `ict_` prefix. */
  sign(claims: TokenClaims): Promise<string>;
  /** `now` is in epoch milliseconds. Throws `token_expired`, or `unauthenticated` for whatever else is wrong with it. */
  verify(token: string, now: number): Promise<TokenClaims>;
}
