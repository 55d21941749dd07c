import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** A real Postgres of its own for one test file, reached by a socket in a temporary folder. */
export type TestPostgres = {
  readonly databaseUrl: string;
  start(): Promise<void>;
  /** `immediate` is a crash: nothing is finished, nothing written down. `killed` gives it no time even for that. */
  stop(how?: keyof typeof SIGNALS): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
};

type Identity = { uid: number; gid: number } | undefined;

const run = promisify(execFile);
// https://www.postgresql.org/docs/current/server-shutdown.html
const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT', killed: 'SIGKILL' } as const;
const DEBIAN = '/usr/lib/postgresql';

/** The folder of `initdb` and `postgres`, or `undefined` when Postgres is not installed. With CI=true that is an error. */
export function installedPostgres(): string | undefined {
  const debian = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN, version, 'bin'))
    : [];
  const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/bin', ...debian];
  const found = places.find((place) => existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres')));
  if (found === undefined && process.env['CI'] === 'true')
    throw new Error('Postgres is not installed, and with CI=true its tests may not be skipped.');
  return found;
}

/** Starts a new, empty Postgres with the programs in `binaries`. `fsync` is off unless a measurement needs it. */
export async function startTestPostgres(
  binaries: string,
  { fsync = false }: { fsync?: boolean } = {},
): Promise<TestPostgres> {
  const identity = unprivileged();
  const directory = mkdtempSync(join(tmpdir(), 'postgres-test-'));
  if (identity !== undefined) chownSync(directory, identity.uid, identity.gid);
  const removeFolder = (): void => rmSync(directory, { recursive: true, force: true });
  const data = join(directory, 'data');
  const databaseUrl = `postgresql:///postgres?host=${encodeURIComponent(directory)}&user=postgres`;
  let server: ChildProcess | undefined;
  const endNow = (): void => {
    server?.kill('SIGQUIT');
    removeFolder();
  };
  process.once('exit', endNow);
  const start = async (): Promise<void> => {
    const settings = [
      '-c',
      `fsync=${fsync ? 'on' : 'off'}`,
      '-c',
      'listen_addresses=',
      '-c',
      `unix_socket_directories=${directory}`,
    ];
    server = spawn(join(binaries, 'postgres'), ['-D', data, ...settings], {
      ...identity,
      cwd: directory,
      stdio: 'ignore',
    });
    await answering(databaseUrl, server);
  };
  const stop = async (how: keyof typeof SIGNALS = 'fast'): Promise<void> => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const exit = once(server, 'exit');
    const children = how === 'killed' ? childrenOf(server.pid) : [];
    server.kill(SIGNALS[how]);
    // Its processes would answer for a moment longer.
    for (const pid of children) killNow(pid);
    await exit;
  };
  const remove = async (): Promise<void> => {
    await stop('immediate');
    process.off('exit', endNow);
    removeFolder();
  };
  try {
    await run(
      join(binaries, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C.UTF-8'],
      { ...identity, cwd: directory },
    );
    await start();
  } catch (thrown) {
    await remove();
    throw thrown;
  }
  return { databaseUrl, start, stop, remove };
}

/** The process ids; none where the system does not list them. */
function childrenOf(pid: number | undefined): number[] {
  const list = `/proc/${pid}/task/${pid}/children`;
  return existsSync(list) ? readFileSync(list, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

async function answering(databaseUrl: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    const client = new Client({ connectionString: databaseUrl });
    // A connection that dies while the server starts is simply tried again.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`Postgres ended with exit code ${server.exitCode} instead of starting.`);
}

/** Postgres refuses to run as root: then it runs as one of the system's users without rights. */
function unprivileged(): Identity {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (user === undefined)
    throw new Error('Postgres cannot run as root, and there is neither a user `postgres` nor `nobody`.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}
