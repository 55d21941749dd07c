import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Server from '../packages/server/src/index.ts';
import type * as ServerTesting from '../packages/server/src/testing.ts';

/** BENCH_SERVER_DIST=<folder> measures another build, to compare two. */
const dist =
  process.env['BENCH_SERVER_DIST'] === undefined
    ? new URL('../packages/server/dist/', import.meta.url)
    : pathToFileURL(join(process.env['BENCH_SERVER_DIST'], '/'));

/** What is installed with the package is measured, not the sources; the types are theirs. */
export const built: typeof Server = await import(new URL('index.js', dist).href);

const testing: typeof ServerTesting = await import(new URL('testing.js', dist).href);

export const { scriptedModel, simulateCandidate } = testing;

/** The program that starts the server. */
export const MAIN = new URL('main.js', dist);

/** As long as the embedded database gathers text, so that only the disk makes the difference. */
const GATHER_MS = 16;

/** Storage without a disk under it, whose jobs end with it. */
export function memoryAppStorage(): Server.Storage {
  const stored = testing.memoryStorage(built.systemClock);
  const storage = { ...stored, sessions: { ...stored.sessions, gatherMs: GATHER_MS } };
  return { ...storage, alone: true, ping: async () => undefined, close: async () => undefined };
}

/** For apps without uploads: no child process is kept ready. */
export const NO_READER: Server.DocumentReader = {
  read: async () => {
    throw new Error('No document is read here.');
  },
  close: async () => undefined,
};
