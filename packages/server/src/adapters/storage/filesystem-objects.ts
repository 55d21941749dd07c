import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { ObjectStore } from '../../core/objects/ports.ts';
import type { Scope } from '../../core/tenancy/scope.ts';
import { syncFolder } from './durable-files.ts';

const FULL_OR_BROKEN = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE']);

/**
 * Bytes in files below `directory`: a folder per tenant, in it one per subject. An object is there whole or not at all.
 * Throws `storage_unavailable` when the disk is full or fails.
 */
export function folderObjects(directory: string): ObjectStore {
  // Names are hashed, so that whatever a key or id holds, it can neither leave its folder nor collide by letter case.
  const folderOf = ({ tenantId, subject }: Scope): string =>
    join(resolve(directory), hashed(tenantId), hashed(JSON.stringify([subject.kind, subject.id])));
  const pathOf = (scope: Scope, key: string): string => join(folderOf(scope), hashed(key));
  return {
    put: (scope, key, bytes) => storing(() => writeWhole(pathOf(scope, key), bytes, resolve(directory))),
    get: (scope, key) => storing(() => readOptional(pathOf(scope, key))),
    remove: (scope, key) => storing(() => removeForGood(pathOf(scope, key))),
    removeAll: (scope) => storing(() => removeForGood(folderOf(scope))),
  };
}

function hashed(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

async function writeWhole(path: string, bytes: Uint8Array, top: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${randomUUID()}`;
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    // The file's own folder and those above it, of which any may be new.
    for (let folder = dirname(path); folder !== dirname(top); folder = dirname(folder)) await syncFolder(folder);
    await syncFolder(dirname(top));
  } catch (thrown) {
    await rm(unfinished, { force: true });
    throw thrown;
  }
}

/** Also after a power cut it is not there again. */
async function removeForGood(path: string): Promise<void> {
  // A file that is written into a folder at this moment keeps it from being removed: then all of it is removed again.
  await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 10 });
  try {
    await syncFolder(dirname(path));
  } catch (thrown) {
    // Nothing was ever stored there.
    if (codeOf(thrown) !== 'ENOENT') throw thrown;
  }
}

async function readOptional(path: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

async function storing<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code !== undefined && FULL_OR_BROKEN.has(code))
      throw new ServiceError('storage_unavailable', { retryAfterSeconds: 5, cause: thrown });
    throw thrown;
  }
}

function codeOf(thrown: unknown): string | undefined {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
}
