import { isIP } from 'node:net';
import { EgressRefusal } from './egress-refusal.ts';
import { isLoopback, isPublicAddress } from './public-address.ts';

/** What may be reached. `mayReach` judges one address of version 4 or 6. */
export type Reach = { readonly mayReach: (address: string) => boolean; readonly ports: readonly number[] | 'any' };

/** Public addresses on some ports; for tests and examples on one machine also this machine, on any port. */
export function reachOf({ ports, allowLoopback }: { ports: readonly number[]; allowLoopback: boolean }): Reach {
  return {
    mayReach: (address) => isPublicAddress(address) || (allowLoopback && isLoopback(address)),
    ports: allowLoopback ? 'any' : ports,
  };
}

const INNER_NAMES = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|arpa)$/u;

/** A URL that may be fetched as far as is known before its name is resolved. Throws EgressRefusal. */
export function guardedUrl(text: string, reach: Reach): URL {
  if (!URL.canParse(text)) throw new EgressRefusal('address');
  const url = new URL(text);
  const defaultPort = { 'http:': 80, 'https:': 443 }[url.protocol];
  if (defaultPort === undefined || url.username !== '' || url.password !== '') throw new EgressRefusal('address');
  const port = url.port === '' ? defaultPort : Number(url.port);
  if (reach.ports !== 'any' && !reach.ports.includes(port)) throw new EgressRefusal('address');
  if (!mayName(hostOf(url.hostname), reach)) throw new EgressRefusal('address');
  return url;
}

/** A host without the brackets of version 6 and the dot that ends a full name. */
export function hostOf(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/gu, '')
    .replace(/\.$/u, '')
    .toLowerCase();
}

// `URL` has turned decimal, hex and octal spellings of an address into the usual one by now.
function mayName(host: string, { mayReach }: Reach): boolean {
  if (isIP(host) !== 0) return mayReach(host);
  if (host === 'localhost') return mayReach('127.0.0.1');
  return host.includes('.') && !INNER_NAMES.test(host);
}
