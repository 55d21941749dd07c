import { z } from 'zod';
import { isoTime, type Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { kept, type Page, type Records } from '../records/ports.ts';
import type { SecretCipher } from '../identity/ports.ts';
import { ttlCache } from '../kernel/ttl-cache.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { AddressCheck, ToolServer, ToolServerAddress, ToolServerCreate, ToolServers } from './ports.ts';

const MOST_SERVERS = 10;
/** What every vendor of models takes as the name of a tool. */
const LONGEST_TOOL_NAME = 64;

// A candidate's scope may get, not list, what the tenant owns, and a turn needs all of it: one document holds them.
const ALL = 'all';

const serverSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  tools: z.array(z.string()),
  encryptedToken: z.string().exactOptional(),
  createdAt: z.number(),
});
const listSchema = z.object({ servers: z.array(serverSchema) });

type KeptServer = z.infer<typeof serverSchema>;

export type ToolServerDependencies = {
  readonly records: Records;
  readonly cipher: SecretCipher;
  readonly clock: Clock;
  /** Whether an address may be called, by its form and by where its name leads now. It is judged again at each call. */
  readonly check: (url: string) => Promise<AddressCheck>;
};

/** The name under which a model knows a tool of a server. */
export function toolNameOf(server: string, tool: string): string {
  return `${server}__${tool}`;
}

/** The tool servers of tenants. A change counts here at once, in other processes within five seconds. */
export function toolServers({ records, cipher, clock, check }: ToolServerDependencies): ToolServers {
  const rows = records.collection('tool_server', { schema: listSchema, shared: true });
  const known = ttlCache<readonly KeptServer[]>(clock);

  async function change(scope: Scope, changed: (servers: readonly KeptServer[]) => KeptServer[]): Promise<void> {
    await kept(rows, scope, { id: ALL, value: (before) => ({ servers: changed(before?.servers ?? []) }) });
    known.forget(scope.tenantId);
  }

  return {
    async create(scope, input, { id = newId('tsv') } = {}) {
      await refuseUnfit(input, check);
      const { name, url, tools, bearerToken } = input;
      const token =
        bearerToken === undefined ? {} : { encryptedToken: cipher.encrypt(bearerToken, purposeOf(scope, id)) };
      const server: KeptServer = { id, name, url, tools: [...tools], createdAt: clock.now(), ...token };
      let made = server;
      await change(scope, (servers) => {
        const earlier = servers.find((one) => one.id === id);
        made = earlier ?? server;
        if (earlier !== undefined) return [...servers];
        if (servers.some((one) => one.name === name)) throw refused('/name', 'is the name of another tool server');
        if (servers.length >= MOST_SERVERS)
          throw refused('/name', `would be one too many: there are ${MOST_SERVERS} tool servers, remove one first`);
        return [server, ...servers];
      });
      return shown(made);
    },
    async list(scope, page) {
      return pageOf((await rows.get(scope, ALL))?.value.servers ?? [], page);
    },
    remove: (scope, toolServerId) =>
      change(scope, (servers) => {
        const rest = servers.filter(({ id }) => id !== toolServerId);
        if (rest.length === servers.length) throw new ServiceError('not_found');
        return rest;
      }),
    async addresses(scope) {
      const servers = await known.get(scope.tenantId, async () => (await rows.get(scope, ALL))?.value.servers ?? []);
      return (servers ?? []).map(({ encryptedToken, id, name, url, tools }): ToolServerAddress => {
        return {
          id,
          name,
          url,
          tools,
          ...(encryptedToken === undefined
            ? {}
            : { bearerToken: cipher.decrypt(encryptedToken, purposeOf(scope, id)) }),
        };
      });
    },
  };
}

/** What an address that cannot be called is answered with. Where a name leads inside is nobody's business. */
const UNFIT: Readonly<Record<Exclude<AddressCheck, 'callable'>, string>> = {
  refused: 'must be a public https address',
  unresolved: 'names a host that could not be found. Check the spelling; where the name is new, try again later',
};

async function refuseUnfit(
  { name, url, tools }: ToolServerCreate,
  check: ToolServerDependencies['check'],
): Promise<void> {
  const long = tools.findIndex((tool) => toolNameOf(name, tool).length > LONGEST_TOOL_NAME);
  if (long >= 0)
    throw refused(
      `/tools/${long}`,
      `must have at most ${LONGEST_TOOL_NAME} characters together with the name of the server`,
    );
  const found = await check(url);
  if (found !== 'callable') throw refused('/url', UNFIT[found]);
}

function refused(path: string, message: string): ServiceError {
  return new ServiceError('validation_failed', { fields: [{ in: 'body', path, message }] });
}

function pageOf(servers: readonly KeptServer[], { limit, cursor }: Page) {
  const after = cursor === undefined ? -1 : servers.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && after < 0)
    throw new ServiceError('validation_failed', {
      fields: [{ in: 'query', path: '/cursor', message: 'is not a cursor of this list' }],
    });
  const page = servers.slice(after + 1, after + 1 + limit);
  const last = page.at(-1);
  const more = last !== undefined && servers.at(-1)?.id !== last.id;
  return { data: page.map(shown), nextCursor: more ? last.id : null };
}

function shown({ id, name, url, tools, encryptedToken, createdAt }: KeptServer): ToolServer {
  return { id, name, url, tools, hasBearerToken: encryptedToken !== undefined, createdAt: isoTime(createdAt) };
}

/** A token moved to another server or tenant cannot be opened there. */
function purposeOf({ tenantId }: Scope, serverId: string): string {
  return `tool_server/${tenantId}/${serverId}`;
}
