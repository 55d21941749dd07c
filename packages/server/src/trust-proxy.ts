import { isIP } from 'node:net';
import type * as z from 'zod';

/**
 * Which proxies' `X-Forwarded-For` is believed: none, so many as stand in front of the server, or those whose addresses
 * are in these networks. What a client wrote into the header itself stands before all of theirs and is never believed.
 */
export type TrustProxy = false | number | readonly string[];

const NONE = new Set(['false', 'no', 'off', '0']);
const ONE = new Set(['true', 'yes', 'on', '1']);
const NAMED_NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal']);
const MOST_HOPS = 10;

/** Reads `TRUST_PROXY`: a boolean (`true` is one proxy), a number of proxies, or networks with commas between them. */
export function readTrustProxy(text: string, context: z.RefinementCtx): TrustProxy {
  const value = text.trim().toLowerCase();
  if (NONE.has(value)) return false;
  if (ONE.has(value)) return 1;
  if (/^\d+$/.test(value) && Number(value) <= MOST_HOPS) return Number(value);
  const networks = value.split(',').map((network) => network.trim());
  if (networks.every(isNetwork)) return networks;
  context.addIssue(`must be false, true, a number of proxies up to ${MOST_HOPS}, or networks such as 10.0.0.0/8`);
  return false;
}

function isNetwork(text: string): boolean {
  if (NAMED_NETWORKS.has(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && most > 0 && (bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most));
}

/**
 * The warning for an operator with a proxy in front of the server that it does not believe; `undefined` where nothing shows
 * that. The server itself has no TLS, so an outer address with TLS is that of a proxy.
 */
export function proxyWarning({ publicUrl, trustProxy }: { publicUrl: string; trustProxy: TrustProxy }) {
  if (trustProxy !== false || !publicUrl.startsWith('https://')) return undefined;
  return (
    'PUBLIC_URL is https, so a proxy stands in front, but TRUST_PROXY is false: all candidates share the address of the ' +
    'proxy, and with it one limit by address. Set TRUST_PROXY to the number of proxies, or to their networks.'
  );
}
