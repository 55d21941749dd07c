import type { GetClientToken } from '@interview-prep/sdk';
import { clientTokenError, Returned } from '../controllers/client-token-error.ts';

/** Who has the page's function. It may be set anew at any time: frameworks create it at each render. */
export type TokenHost = { readonly getClientToken: GetClientToken | undefined };

export type ClientTokensOptions = {
  /** Takes each failure to get a token. */
  readonly report: (error: unknown) => void;
  /** Called when a token is for another person than the first. No request is sent with that token. */
  readonly onOtherPerson: () => void;
};

/** Returns a function that gets client tokens of one person from the page's latest function. */
export function clientTokens(host: TokenHost, { report, onOtherPerson }: ClientTokensOptions): GetClientToken {
  let person: unknown;
  return async (current) => {
    try {
      const token: unknown = await host.getClientToken?.(current);
      if (typeof token !== 'string' || !token || /^i[sp]k_|[<\s]/.test(token)) throw new Returned(token);
      const of = personOf(token);
      person ??= of;
      if ((of ?? person) === person) return token;
    } catch (thrown) {
      const error = clientTokenError(thrown);
      report(error);
      throw error;
    }
    onOtherPerson();
    // What waits for this token belongs to the person before.
    return new Promise<never>(() => undefined);
  };
}

/** Whom a client token is for, by its unverified claims; `undefined` when they cannot be read. */
function personOf(token: string): unknown {
  try {
    return JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))).sub;
  } catch {
    return undefined;
  }
}
