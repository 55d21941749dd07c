import { createHash, randomUUID } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { ByteRange, ObjectStore, StoredObject } from '../../core/objects/ports.ts';
import type { Scope } from '../../core/tenancy/scope.ts';
import { syncFolder } from './durable-files.ts';
import { limited } from './limited-stream.ts';

const CHUNK_BYTES = 64 * 1024;
const FULL = ['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE'];
/** `ENOENT` only where a missing file is no answer: a folder or an unfinished file was removed while it was used. */
const BROKEN = ['EROFS', 'EIO', 'EACCES', 'EPERM', 'ENOTDIR', 'ENOENT'];
const UNAVAILABLE = new Set([...FULL, ...BROKEN]);
/** What this process is writing, under the names of the unfinished files. */
const unfinishedHere = new Set<string>();

/**
 * Bytes in files below `directory`: a folder per tenant, in it one per subject. An object is there whole or not at all.
 * Throws `storage_unavailable` when the disk is full or fails, or when the folder may not be written.
 */
export function folderObjects(directory: string): ObjectStore {
  // Names are hashed, so that whatever a key or id holds, it can neither leave its folder nor collide by letter case.
  const folderOf = ({ tenantId, subject }: Scope): string =>
    join(resolve(directory), hashed(tenantId), hashed(JSON.stringify([subject.kind, subject.id])));
  const pathOf = (scope: Scope, key: string): string => join(folderOf(scope), hashed(key));
  return {
    put: (scope, key, content) => storing(() => writeWhole(pathOf(scope, key), limited(content), resolve(directory))),
    get: (scope, key) => storing(() => readOptional(pathOf(scope, key))),
    open: (scope, key) => storing(() => storedFile(pathOf(scope, key))),
    presignedRead: async () => undefined,
    remove: (scope, key) => storing(() => removeObject(pathOf(scope, key))),
    removeAll: (scope) => storing(() => removeForGood(folderOf(scope))),
  };
}

function hashed(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

async function writeWhole(path: string, content: AsyncIterable<Uint8Array>, top: string): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`;
  unfinishedHere.add(unfinished);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await removeUnfinished(path);
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    // The file's own folder and those above it, of which any may be new.
    for (let folder = dirname(path); folder !== dirname(top); folder = dirname(folder)) await syncFolder(folder);
    await syncFolder(dirname(top));
  } catch (thrown) {
    // What was thrown first says what is wrong; `removeObject` removes what stays.
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw thrown;
  } finally {
    unfinishedHere.delete(unfinished);
  }
}

async function removeObject(path: string): Promise<void> {
  await removeUnfinished(path);
  await removeForGood(path);
}

/** Removes what was left of the object by processes that were killed while they wrote it. */
async function removeUnfinished(path: string): Promise<void> {
  const names = (await unlessMissing(readdir(dirname(path)))) ?? [];
  const unfinished = names.filter((name) => name.startsWith(`${basename(path)}.`));
  for (const name of unfinished) {
    const left = join(dirname(path), name);
    if (!unfinishedHere.has(left)) await rm(left, { force: true });
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
  const bytes = await unlessMissing(readFile(path));
  return bytes === undefined ? undefined : new Uint8Array(bytes);
}

async function unlessMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

async function storedFile(path: string): Promise<StoredObject | undefined> {
  const found = await unlessMissing(stat(path, { bigint: true }));
  if (found === undefined) return undefined;
  const size = Number(found.size);
  return { size, version: versionOf(found), read: (range) => chunksOf(path, found, range) };
}

async function* chunksOf(
  path: string,
  found: BigIntStats,
  { first, last }: ByteRange = { first: 0, last: Number(found.size) - 1 },
): AsyncGenerator<Uint8Array> {
  const file = await storing(() => unlessMissing(open(path, 'r')));
  if (file === undefined) throw new ServiceError('conflict');
  try {
    if (versionOf(await file.stat({ bigint: true })) !== versionOf(found)) throw new ServiceError('conflict');
    for (let at = first; at <= last;) {
      const length = Math.min(CHUNK_BYTES, last + 1 - at);
      const { buffer, bytesRead } = await storing(() => file.read(new Uint8Array(length), 0, length, at));
      if (bytesRead === 0) throw new ServiceError('storage_unavailable');
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** A file is never written again under its name: another one takes its place. */
function versionOf({ ino, mtimeNs, size }: BigIntStats): string {
  return [ino, mtimeNs, size].map((number) => number.toString(36)).join('-');
}

async function storing<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code !== undefined && UNAVAILABLE.has(code))
      throw new ServiceError('storage_unavailable', { retryAfterSeconds: 5, cause: thrown });
    throw thrown;
  }
}

function codeOf(thrown: unknown): string | undefined {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
}
