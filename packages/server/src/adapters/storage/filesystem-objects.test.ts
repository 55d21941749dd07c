import { mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { objectStoreSuite } from '../../core/objects/object-store.suite.ts';
import { newId } from '../../core/kernel/ids.ts';
import { scopeFor, type TenantId } from '../../core/tenancy/scope.ts';
import { folderObjects } from './filesystem-objects.ts';

vi.mock('node:fs/promises', { spy: true });
const real = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises');

let parent: string;
const folder = (): string => join(parent, 'objects');

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'objects-test-'));
});

afterAll(() => rm(parent, { recursive: true }));

objectStoreSuite(() => folderObjects(folder()));

it('writes nothing outside its folder, whatever the key or the subject is called, and leaves no half files', async () => {
  const hostile = '../../../outside';
  const scope = scopeFor({ tenantId: `ten_${hostile}` as TenantId, subject: { kind: 'candidate', id: hostile } });
  await folderObjects(folder()).put(scope, hostile, Uint8Array.of(1));
  expect(await readdir(parent)).toEqual(['objects']);
  const files = await readdir(folder(), { recursive: true, withFileTypes: true });
  for (const file of files) {
    expect(resolve(file.parentPath).startsWith(resolve(folder()))).toBe(true);
    expect(file.name).toMatch(/^[0-9a-f]{64}$/);
  }
});

it('removes all of a subject while more is being written', async () => {
  const scope = scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: 'busy' } });
  const objects = folderObjects(folder());
  let isOver = false;
  const writing = [1, 2, 3, 4].map(async (writer) => {
    // One whose folder was removed under it fails.
    for (let n = 0; !isOver; n += 1)
      await objects.put(scope, `${writer} ${n}`, Uint8Array.of(1)).catch(() => undefined);
  });
  try {
    for (let round = 0; round < 30; round += 1) await objects.removeAll(scope);
  } finally {
    isOver = true;
    await Promise.all(writing);
  }
});

it.each(['ENOSPC', 'EIO'])(
  'answers storage_unavailable when the disk says %s, and keeps what was there',
  async (code) => {
    const scope = scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: 'a' } });
    const objects = folderObjects(folder());
    await objects.put(scope, 'a', Uint8Array.of(1));
    vi.mocked(open).mockImplementationOnce(async (...path) => {
      const file = await real.open(...path);
      vi.spyOn(file, 'writeFile').mockRejectedValueOnce(Object.assign(new Error('no space'), { code }));
      return file;
    });
    await expect(objects.put(scope, 'a', Uint8Array.of(2))).rejects.toMatchObject({
      code: 'storage_unavailable',
      retryAfterSeconds: 5,
    });
    expect(await objects.get(scope, 'a')).toEqual(Uint8Array.of(1));
    const names = await readdir(folder(), { recursive: true });
    expect(names.filter((name) => name.includes('.'))).toEqual([]);
  },
);

describe('what a killed process left of an object', () => {
  const scope = scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: 'killed' } });
  const files = async (): Promise<string[]> => {
    const found = await readdir(folder(), { recursive: true, withFileTypes: true });
    return found.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  };

  it('goes with the object, and also when the object never came to be, and that of no other object', async () => {
    await rm(folder(), { recursive: true, force: true });
    const objects = folderObjects(folder());
    await objects.put(scope, 'a', Uint8Array.of(1));
    const [path = ''] = await files();
    await objects.put(scope, 'b', Uint8Array.of(2));
    const other = (await files()).find((file) => file !== path) ?? '';
    for (const left of [`${path}.one`, `${path}.two`, `${other}.three`]) await writeFile(left, 'unfinished');
    await objects.remove(scope, 'a');
    expect((await files()).toSorted()).toEqual([other, `${other}.three`].toSorted());
    await writeFile(`${path}.four`, 'unfinished');
    await objects.remove(scope, 'a');
    expect((await files()).toSorted()).toEqual([other, `${other}.three`].toSorted());
  });

  it('goes when the object is put again', async () => {
    await rm(folder(), { recursive: true, force: true });
    const objects = folderObjects(folder());
    await objects.put(scope, 'a', Uint8Array.of(1));
    const [path = ''] = await files();
    await writeFile(`${path}.one`, 'unfinished');
    await objects.put(scope, 'a', Uint8Array.of(2));
    expect(await files()).toEqual([path]);
    expect(await objects.get(scope, 'a')).toEqual(Uint8Array.of(2));
  });

  it('is not what this process still writes', async () => {
    const objects = folderObjects(folder());
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    async function* slow() {
      yield Uint8Array.of(1);
      begun.resolve();
      await end.promise;
    }
    const writing = objects.put(scope, 'slow', slow());
    await begun.promise;
    await objects.remove(scope, 'slow');
    end.resolve();
    await writing;
    expect(await objects.get(scope, 'slow')).toEqual(Uint8Array.of(1));
  });
});

it('answers storage_unavailable when its folder cannot be used', async () => {
  const scope = scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: 'a' } });
  const notFolder = join(parent, 'not-a-folder');
  await writeFile(notFolder, '');
  const objects = folderObjects(notFolder);
  const failure = { code: 'storage_unavailable', retryAfterSeconds: 5 };
  await expect(objects.put(scope, 'a', Uint8Array.of(2))).rejects.toMatchObject(failure);
  await expect(objects.remove(scope, 'a')).rejects.toMatchObject(failure);
  await expect(objects.removeAll(scope)).rejects.toMatchObject(failure);
  await expect(objects.get(scope, 'a')).rejects.toMatchObject(failure);
  await rm(notFolder);
});

it.each(['EACCES', 'EPERM', 'ENOENT'])('answers storage_unavailable when a removal fails with %s', async (code) => {
  const scope = scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: 'a' } });
  const objects = folderObjects(folder());
  await objects.put(scope, 'a', Uint8Array.of(1));
  vi.mocked(rm).mockRejectedValueOnce(Object.assign(new Error('not allowed'), { code }));
  await expect(objects.remove(scope, 'a')).rejects.toMatchObject({ code: 'storage_unavailable' });
  expect(await objects.get(scope, 'a')).toEqual(Uint8Array.of(1));
});
