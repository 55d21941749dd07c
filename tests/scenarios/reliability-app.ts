import { createServer, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { InterviewPrep } from '@interview-prep/sdk';
import { Client } from 'pg';
import {
  installedPostgres,
  startTestPostgres,
  type TestPostgres,
} from '../../packages/server/src/adapters/storage/postgres/test-postgres.ts';
import { type Child, freePort, run, temporaryFolder } from './child.ts';

/** `main.js start`, or a program of these tests that starts a server of its own. */
const SERVER = ['packages/server/dist/main.js', 'start'];
const POSTGRES = installedPostgres();

/** Whether there is a Postgres to test with; where CI=true there is one or the file does not load. */
export const HAS_POSTGRES = POSTGRES !== undefined;

export function startedPostgres(): Promise<TestPostgres> {
  if (POSTGRES === undefined) throw new Error('Postgres is not installed.');
  return startTestPostgres(POSTGRES);
}

/** The address of a new, empty database on a Postgres. */
export async function newDatabase({ databaseUrl }: TestPostgres, name: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  return databaseUrl.replace('/postgres?', `/${name}?`);
}

/** A server in a process of its own. `secretKey` is empty where another process made the demo tenant. */
export type ServerProcess = {
  readonly port: number;
  readonly url: string;
  readonly secretKey: string;
  readonly child: Child;
};

/** Starts the built server (or `program`) on a free port with these settings. `joins`: another process has made the demo tenant. */
export async function serverProcess(
  env: Readonly<Record<string, string>>,
  { program = SERVER, joins = false }: { program?: readonly string[]; joins?: boolean } = {},
): Promise<ServerProcess> {
  const port = await freePort();
  const child = run(program, { PORT: port, LOG_LEVEL: 'silent', ...env });
  await child.says(/Interview Prep +http/);
  const [, secretKey = ''] = joins ? [] : await child.says(/secret\s+(isk_\w+)/);
  return { port: Number(port), url: `http://127.0.0.1:${port}`, secretKey, child };
}

/** Two processes on one database and one folder, and the one address under which both are reached. */
export type Pair = {
  readonly first: ServerProcess;
  readonly second: ServerProcess;
  readonly balancer: Balancer;
  close(): Promise<void>;
};

export async function pairOfServers(
  databaseUrl: string,
  env: Readonly<Record<string, string>>,
  { program = SERVER }: { program?: readonly string[] } = {},
): Promise<Pair> {
  const folder = await temporaryFolder();
  const balancer = await startBalancer();
  const running: ServerProcess[] = [];
  const close = async () => {
    await Promise.all(running.map(({ child }) => child.end('SIGKILL')));
    await balancer.close();
    await folder.remove();
  };
  try {
    const settings = {
      DATABASE_URL: databaseUrl,
      DATA_DIR: folder.path,
      PUBLIC_URL: balancer.url,
      REQUESTS_PER_MINUTE: '1000000',
      TURNS_PER_MINUTE: '1000000',
      ...env,
    };
    // One after the other: the first makes the tables and the demo tenant.
    const first = await serverProcess(settings, { program });
    running.push(first);
    const second = await serverProcess(settings, { program, joins: true });
    running.push(second);
    balancer.leadTo(first.port, second.port);
    return { first, second, balancer, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/** What stands before several servers: TCP connections go round, and past one that refuses them. */
export type Balancer = {
  readonly url: string;
  leadTo(...ports: number[]): void;
  /** Connections that are open to a port now. */
  open(port: number): number;
  close(): Promise<void>;
};

async function startBalancer(): Promise<Balancer> {
  let ports: readonly number[] = [];
  let next = 0;
  const open = new Map<number, Set<Socket>>();
  const visitors = new Set<Socket>();
  const lead = (visitor: Socket, tries: readonly number[]): void => {
    const [port, ...others] = tries;
    if (port === undefined) return void visitor.destroy();
    const server = connect(port, '127.0.0.1');
    const passedBy = () => lead(visitor, others);
    server.once('error', passedBy);
    server.once('connect', () => {
      server.off('error', passedBy);
      const connections = open.get(port) ?? new Set();
      open.set(port, connections.add(server));
      server.once('close', () => connections.delete(server));
      for (const [one, other] of [
        [visitor, server],
        [server, visitor],
      ] as const) {
        one.on('error', () => other.destroy());
        one.once('close', () => other.destroySoon());
        one.pipe(other);
      }
    });
  };
  const listener = createServer((visitor) => {
    visitors.add(visitor);
    visitor.on('error', () => undefined);
    visitor.once('close', () => visitors.delete(visitor));
    next += 1;
    lead(
      visitor,
      ports.map((_port, index) => ports[(index + next) % ports.length] ?? 0),
    );
  });
  const port = await new Promise<number>((resolve) => {
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo: (...given) => void (ports = given),
    open: (at) => open.get(at)?.size ?? 0,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        for (const visitor of visitors) visitor.destroy();
      }),
  };
}

export type Candidate = { readonly token: string; readonly client: InterviewPrep };

/** A candidate with a token of their own, whose client talks to `url`. */
export async function candidateAt(
  url: string,
  secretKey: string,
  { name = 'somebody', ...options }: { name?: string; maxRetries?: number; random?: () => number } = {},
): Promise<Candidate> {
  const backend = new InterviewPrep({ baseUrl: url, secretKey });
  const { token } = await backend.clientTokens.create({ candidate: { externalId: name }, ttlSeconds: 3_600 });
  return { token, client: new InterviewPrep({ baseUrl: url, clientToken: token, ...options }) };
}

/** Asks until `holds` says so. Throws after `atMostMs`; each question takes its own time, nothing sleeps. */
export async function until(holds: () => Promise<boolean>, atMostMs = 30_000): Promise<void> {
  const late = AbortSignal.timeout(atMostMs);
  while (!(await holds())) late.throwIfAborted();
}

/** One request as it is on the wire, with a candidate's token. */
export function ask(
  url: string,
  { token }: { token: string },
  { method = 'GET', path, body }: { method?: string; path: string; body?: object },
): Promise<Response> {
  return fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** An address below `tests/scenarios`, from the root of the repository. */
export function beside(file: string): string {
  return join('tests/scenarios', file);
}
