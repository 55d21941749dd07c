import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ask, candidateAt, serverProcess, until } from './reliability-app.ts';

const DISK_MIB = 192;
const BLOCK = Buffer.alloc(64 * 1024, 0x61);
const MOST_TURNS = 400;
const RESUME = Buffer.from('Amara Bello\nPaediatric nurse for six years at Northfield.\n');

const closing: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const disk = smallDisk();

it.skipIf(disk === undefined)(
  'a full disk is 503 with Retry-After, and when there is space again everything acknowledged is there and goes on',
  async () => {
    const folder = disk ?? '';
    closing.push(() => releaseDisk(folder));
    const server = await serverProcess({
      DATA_DIR: join(folder, 'data'),
      REHEARSAL_WORD_DELAY_MS: '0',
      TURNS_PER_MINUTE: '1000000',
      REQUESTS_PER_MINUTE: '1000000',
    });
    closing.push(() => server.child.end('SIGKILL'));
    const { client, token } = await candidateAt(server.url, server.secretKey, { maxRetries: 0 });
    const resume = await client.resume.put(RESUME, { fileName: 'amara.txt' });
    const chat = await client.chats.create();
    const acknowledged: string[] = [];
    const talk = async () => {
      const text = `Why does question ${acknowledged.length} matter?${' I would like to know.'.repeat(100)}`;
      await client.chats.createTurn(chat.id, { text });
      acknowledged.push(text);
    };
    await talk();
    const posting = await client.postings.create({
      source: { kind: 'text', title: 'Nurse', text: 'Two years of nursing.' },
    });
    const prep = await client.preps.create({ postingId: posting.id });
    for await (const event of client.preps.events(prep.id)) expect(event.type).not.toBe('error');
    const document = await (await client.preps.document(prep.id)).bytes();

    fill(join(folder, 'filler'));
    const refused = await fetch(`${server.url}/v1/resume`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
      body: 'Somebody else',
    });
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'storage_unavailable', retryable: true });

    // The files on the disk have some free space inside: they are filled, too.
    const failure = await firstFailure(talk);
    expect(failure).toMatchObject({ status: 503, code: 'storage_unavailable' });
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    // Reading needs no space.
    expect(await client.resume.get()).toEqual(resume);
    expect((await client.transcripts.get(chat.id)).messages.length).toBeGreaterThan(1);
    expect(await idsOf(client.chats.list())).toEqual([chat.id]);
    expect(await idsOf(client.postings.list())).toEqual([posting.id]);
    const page = await ask(server.url, { token }, { path: `/v1/chats/${chat.id}/events?limit=5` });
    expect(page.status).toBe(200);
    expect((await page.json()).data.length).toBeGreaterThan(1);
    expect(await (await client.preps.document(prep.id)).bytes()).toEqual(document);
    expect((await client.me.export()).preps).toHaveLength(1);
    // Writing goes on failing, and says so each time.
    for (const path of ['/v1/chats', '/v1/preps'])
      expect(await ask(server.url, { token }, { method: 'POST', path, body: bodyOf(path, posting.id) })).toMatchObject({
        status: 503,
      });

    rmSync(join(folder, 'filler'));
    await until(async () => (await fetch(`${server.url}/readyz`)).status === 200);
    expect(await client.resume.get()).toEqual(resume);
    await until(async () => (await client.chats.get(chat.id)).openTurnId === undefined, 60_000);
    const said = (await client.transcripts.get(chat.id)).messages
      .filter(({ speakerId }) => speakerId === 'candidate')
      .map(({ text }) => text);
    // What was refused may be there as well: no client was promised that it is not.
    expect(said.filter((text) => acknowledged.includes(text))).toEqual(acknowledged);
    await talk();
    for (const path of ['/v1/chats', '/v1/preps'])
      expect(await ask(server.url, { token }, { method: 'POST', path, body: bodyOf(path, posting.id) })).toMatchObject({
        ok: true,
      });
    expect((await client.resume.put(Buffer.from('Amara Bello, now a ward manager.'))).text).toContain('ward manager');
  },
);

async function idsOf(list: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of list) ids.push(id);
  return ids;
}

function bodyOf(path: string, postingId: string): object {
  return path === '/v1/preps' ? { postingId } : {};
}

/** A small disk of our own; `undefined` where this user may not mount one. */
function smallDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}

function releaseDisk(folder: string): void {
  execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
}

/** Writes until nothing more fits. */
function fill(path: string): void {
  for (const size of [BLOCK.length, 1]) {
    try {
      for (;;) writeFileSync(path, BLOCK.subarray(0, size), { flag: 'a' });
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC')) throw thrown;
    }
  }
  expect(statfsSync(join(path, '..')).bavail).toBe(0);
}

async function firstFailure(act: () => Promise<void>): Promise<unknown> {
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    try {
      await act();
    } catch (failure) {
      return failure;
    }
  }
  return undefined;
}
