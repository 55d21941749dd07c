/** Answers with a client token. `current` is the one that has run out or is about to. */
export type GetClientToken = (current?: string) => Promise<string>;

/** What to send as `Authorization`, and how to come by a new one. */
export interface Credential {
  /** The bearer value to use now, or `undefined` when there is none. */
  get(): Promise<string | undefined>;
  /** A newer one than `refused`, or `undefined` when there is no way to get one. */
  refresh(rejected: string): Promise<string | undefined>;
}

// A token is replaced this long before it runs out, so that a slow upload does not outlive it.
const REFRESH_MARGIN_MS = 30_000;

/** A key or a token that stays as it is. */
export function fixedCredential(value: string | undefined): Credential {
  return { get: async () => value, refresh: async () => undefined };
}

/** Tokens from a factory: asked lazily, once for any number of waiting requests, again before the token runs out. */
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
    // Another request may have renewed it while this one was on its way.
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
      throw new TypeError('getClientToken() must answer with a token, a non-empty string.');
    this.#current = token;
    const refreshAtMs = expiryMs(token) - REFRESH_MARGIN_MS;
    // A fresh token that looks run out means that this device's clock is wrong: then only a 401 tells the truth.
    this.#refreshAtMs = refreshAtMs > this.#now() ? refreshAtMs : Infinity;
    return token;
  }
}

/** When a token says it runs out, in epoch milliseconds; `Infinity` when that cannot be read. Only a hint: nothing is trusted. */
function expiryMs(token: string): number {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { exp } = JSON.parse(atob(payload)) as { exp?: unknown }; // shape checked on the next line
    return typeof exp === 'number' ? exp * 1000 : Infinity;
  } catch {
    return Infinity;
  }
}
