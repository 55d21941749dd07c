import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { defined } from '../../core/kernel/defined.ts';
import { EgressRefusal } from './egress-refusal.ts';
import { hostOf, type Reach } from './guarded-url.ts';

/** All addresses of a name. */
export type Resolver = (hostname: string) => Promise<readonly LookupAddress[]>;

/**
 * Connections that are checked where they are made: the addresses that were judged are the ones connected to, so that a
 * name which answers differently the second time gains nothing. Nothing is kept open between requests.
 */
export function guardedAgent(
  reach: Reach,
  { resolver, connectTimeoutMs }: { resolver?: Resolver; connectTimeoutMs: number },
): Agent {
  return new Agent({
    pipelining: 0,
    connect(options, callback) {
      judgedAddresses(hostOf(options.hostname), { reach, ...defined({ resolver }) }).then(
        (addresses) => connectorTo(addresses, connectTimeoutMs)(options, callback),
        (failure: unknown) =>
          callback(failure instanceof Error ? failure : new EgressRefusal('unreachable', failure), null),
      );
    },
  });
}

/** The addresses of a host, all of which may be reached. Throws EgressRefusal, or why the name cannot be resolved. */
export async function judgedAddresses(
  host: string,
  { reach, resolver = systemResolver }: { reach: Reach; resolver?: Resolver },
): Promise<readonly LookupAddress[]> {
  const literal = isIP(host);
  const addresses = literal === 0 ? await resolver(host) : [{ address: host, family: literal }];
  // One bad address among good ones is how a name is made to slip through.
  if (addresses.length === 0 || !addresses.every(({ address }) => reach.mayReach(address)))
    throw new EgressRefusal('address');
  return addresses;
}

function connectorTo(addresses: readonly LookupAddress[], timeout: number): buildConnector.connector {
  return buildConnector({
    timeout,
    lookup(_host, { all }, callback) {
      const [first] = addresses;
      if (all === true || first === undefined) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    },
  });
}

const systemResolver: Resolver = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (failure, addresses) =>
      failure === null ? resolve(addresses) : reject(failure),
    );
  });
