import { hash } from 'node:crypto';

type Verified<Claims> = { readonly claims: Claims; readonly expiresAt: number };

/**
 * What verified tokens say, so that the signature of a token is checked once and not with each request. Kept by the
 * token's hash, until the token runs out or newer ones need the place. Whether a token was revoked is not known here.
 */
export class VerifiedTokens<Claims extends { readonly expiresAt: number }> {
  readonly #most: number;
  readonly #known = new Map<string, Verified<Claims>>();

  constructor({ most }: { most: number }) {
    this.#most = most;
  }

  get size(): number {
    return this.#known.size;
  }

  /** The claims of `token` at `now` (epoch ms), as `verify` answers or throws where they are not known. */
  async claims(token: string, now: number, verify: () => Promise<Claims>): Promise<Claims> {
    const key = hash('sha256', token, 'base64');
    const known = this.#known.get(key);
    if (known !== undefined && now < known.expiresAt) return known.claims;
    this.#known.delete(key);
    const claims = await verify();
    const [oldest] = this.#known.keys();
    if (this.#known.size >= this.#most && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, { claims, expiresAt: claims.expiresAt * 1_000 });
    return claims;
  }
}
