import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../core/kernel/clock.ts';
import { openDataFolder } from './data-folder.ts';
import type { WriterData } from './sqlite-writer.ts';
import { startedThread, Writer } from './writer.ts';

let folder: string;
let file: string;
let release: () => void;
let writer: Writer;
let threads: Worker[];
let now = 0;
const onError = vi.fn<(failure: unknown) => void>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'writer-test-'));
  const opened = openDataFolder(folder);
  file = opened.file;
  release = () => {
    opened.reader.close();
    opened.unlock();
  };
  onError.mockReset();
  threads = [];
  const startThread = (data: WriterData): Worker => {
    const thread = startedThread(data);
    threads.push(thread);
    return thread;
  };
  writer = new Writer({ file, compactAfterMs: 60_000, onError, startThread, now: () => now });
});

afterEach(async () => {
  await writer.close();
  release();
  await rm(folder, { recursive: true });
});

describe('writer', () => {
  it('answers everything that was asked before it is closed, and refuses what comes later', async () => {
    const kept = Array.from({ length: 600 }, (_, index) => keep(`${index}`));
    const closing = writer.close();
    await expect(keep('late')).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(await Promise.all(kept)).toHaveLength(600);
    await closing;
    expect(onError).not.toHaveBeenCalled();
  });

  it('says conflict for what is taken', async () => {
    const token = { id: 'tok_1', tenantId: 'ten_1', candidateId: 'cand_1', expiresAt: 1e15, now: systemClock.now() };
    await writer.send('tenancy.recordToken', token);
    await expect(writer.send('tenancy.recordToken', token)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('fails what waits when its thread dies, says so once, and writes on in a new one', async () => {
    const names = Array.from({ length: 2_000 }, (_, index) => `${index}`);
    const settled = Promise.allSettled(names.map(keep));
    await threads.at(-1)?.terminate();
    const outcomes = await settled;
    const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) expect(failure).toMatchObject({ code: 'storage_unavailable' });
    expect(onError).toHaveBeenCalledTimes(1);
    // Written again, what was acknowledged is still what it was.
    for (const [index, outcome] of outcomes.entries())
      if (outcome.status === 'fulfilled')
        expect(await writer.send('tenancy.keepSecret', { name: `${index}`, value: 'other' })).toBe(`${index}`);
    expect(await keep('b')).toBe('b');
  });

  it('starts no thread for each request when they all die, and writes on once they live', async () => {
    const die = async () => {
      const settled = keep('lost').catch((failure: unknown) => failure);
      await threads.at(-1)?.terminate();
      return settled;
    };
    await die();
    expect(threads).toHaveLength(1);
    expect(await die()).toMatchObject({ code: 'storage_unavailable' }); // in the one that replaced it
    for (let request = 0; request < 50; request += 1)
      await expect(keep('a')).rejects.toMatchObject({ code: 'storage_unavailable', retryAfterSeconds: 5 });
    expect(threads).toHaveLength(2);
    now += 999;
    await expect(keep('a')).rejects.toMatchObject({ code: 'storage_unavailable' });
    now += 1;
    expect(await keep('a')).toBe('a');
    expect(threads).toHaveLength(3);
  });
});

function keep(name: string): Promise<string> {
  return writer.send('tenancy.keepSecret', { name, value: name });
}
