/** Returns a client token. `current` is the token that has expired or is about to. */
export type GetClientToken = (current?: string) => Promise<string>;

/** The value of the `Authorization` header, and how to refresh it. */
export interface Credential {
  /** The bearer value to send now, or `undefined` when there is none. */
  get(): Promise<string | undefined>;
  /** A newer value than `rejected`, or `undefined` when there is no way to get one. */
  refresh(rejected: string): Promise<string | undefined>;
}

// A token is refreshed this long before it expires, so that it does not expire during a slow upload.
const REFRESH_MARGIN_MS = 30_000;

/** The names of the options that hold a credential. */
export const CREDENTIALS = 'secretKey, publishableKey, clientToken or getClientToken';

/** A key or token that never changes. */
export function fixedCredential(value: string | undefined): Credential {
  return { get: async () => value, refresh: async () => undefined };
}

/**
 * Caches tokens from `getClientToken`: requested lazily, once for concurrent requests, and again before the token
 * expires.
 */
export class CachedToken implements Credential {
  readonly #getClientToken: GetClientToken;
  readonly #now: () => number;
  #current: string | undefined;
  #refreshAtMs = Infinity;
  #pending: Promise<string> | undefined;

  constructor(getClientToken: GetClientToken, now: () => number) {
    this.#getClientToken = getClientToken;
    this.#now = now;
  }

  async get(): Promise<string> {
    return this.#current !== undefined && this.#now() < this.#refreshAtMs ? this.#current : this.#fetch();
  }

  async refresh(rejected: string): Promise<string> {
    // A concurrent request may have refreshed the token already.
    return this.#current !== undefined && this.#current !== rejected ? this.#current : this.#fetch();
  }

  #fetch(): Promise<string> {
    this.#pending ??= this.#requestToken().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #requestToken(): Promise<string> {
    const token: unknown = await this.#getClientToken(this.#current);
    if (typeof token !== 'string' || token === '')
      throw new TypeError('getClientToken() must resolve to a non-empty string.');
    this.#current = token;
    const refreshAtMs = expiryMs(token) - REFRESH_MARGIN_MS;
    // A new token that looks expired means the clock of this device is wrong; then the token is used until a 401.
    this.#refreshAtMs = refreshAtMs > this.#now() ? refreshAtMs : Infinity;
    return token;
  }
}

/**
 * Expiry of a token in epoch milliseconds; `Infinity` when it cannot be read. Only a hint: the signature is not
 * verified.
 */
function expiryMs(token: string): number {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { exp } = JSON.parse(atob(payload)) as { exp?: unknown }; // shape checked on the next line
    return typeof exp === 'number' ? exp * 1000 : Infinity;
  } catch {
    return Infinity;
  }
}
