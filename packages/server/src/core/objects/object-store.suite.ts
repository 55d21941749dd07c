import { describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import { joined, MOST_OBJECT_BYTES, type ObjectStore } from './ports.ts';

/** What every adapter of `ObjectStore` does; it may be shared by all tests. */
export function objectStoreSuite(open: () => ObjectStore): void {
  const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

  describe('object store', () => {
    it('gives back the bytes that were put last', async () => {
      const scope = candidate();
      await open().put(scope, 'a.pdf', bytes(0, 255, 10, 13));
      expect(await open().get(scope, 'a.pdf')).toEqual(bytes(0, 255, 10, 13));
      await open().put(scope, 'a.pdf', bytes());
      expect(await open().get(scope, 'a.pdf')).toEqual(bytes());
    });

    it('keeps its own copy', async () => {
      const scope = candidate();
      const mine = bytes(1, 2, 3);
      await open().put(scope, 'a', mine);
      mine[0] = 9;
      const read = await open().get(scope, 'a');
      expect(read).toEqual(bytes(1, 2, 3));
    });

    it('does not tell a foreign object from an unknown one', async () => {
      const scope = candidate();
      await open().put(scope, 'a', bytes(1));
      const strangers = [
        candidate(),
        scopeFor({ tenantId: scope.tenantId, subject: { kind: 'service', id: scope.subject.id } }),
      ];
      for (const stranger of strangers) {
        expect(await open().get(stranger, 'a')).toBeUndefined();
        await open().remove(stranger, 'a');
        await open().removeAll(stranger);
      }
      expect(await open().get(scope, 'b')).toBeUndefined();
      expect(await open().get(scope, 'a')).toEqual(bytes(1));
    });

    it('removes one, or all of a subject', async () => {
      const scope = candidate();
      const neighbour = scopeFor({ tenantId: scope.tenantId, subject: { kind: 'candidate', id: newId('cand') } });
      for (const key of ['a', 'b', 'c']) await open().put(scope, key, bytes(1));
      await open().put(neighbour, 'a', bytes(2));
      await open().remove(scope, 'a');
      await open().remove(scope, 'a');
      expect(await open().get(scope, 'a')).toBeUndefined();
      expect(await open().get(scope, 'b')).toEqual(bytes(1));
      await open().removeAll(scope);
      await open().removeAll(scope);
      expect(await open().get(scope, 'b')).toBeUndefined();
      expect(await open().get(neighbour, 'a')).toEqual(bytes(2));
    });

    it.each(['../../escape', '/etc/passwd', 'a/b/c', '..', '.', 'nul\0byte', 'A', 'x'.repeat(5_000), 'ü💡'])(
      'takes the key %j for nothing but a name',
      async (key) => {
        const [scope, neighbour] = [candidate(), candidate()];
        await open().put(scope, key, bytes(7));
        expect(await open().get(scope, key)).toEqual(bytes(7));
        expect(await open().get(scope, key.toLowerCase() === key ? `${key}/` : key.toLowerCase())).toBeUndefined();
        expect(await open().get(neighbour, key)).toBeUndefined();
      },
    );

    it('keeps what a stream brings, and gives it as a stream', async () => {
      const scope = candidate();
      const chunks = Array.from({ length: 40 }, (_, index) => new Uint8Array(10_000 + index).fill(index));
      await open().put(scope, 'a', stream(...chunks));
      const whole = Buffer.concat(chunks);
      expect(await open().get(scope, 'a')).toEqual(new Uint8Array(whole));
      const stored = await open().open(scope, 'a');
      expect(stored?.size).toBe(whole.byteLength);
      expect(await bytesOf(stored?.read())).toEqual(whole);
      expect(await bytesOf(stored?.read())).toEqual(whole); // as often as one likes
      expect(await open().open(scope, 'b')).toBeUndefined();
      expect(await open().open(candidate(), 'a')).toBeUndefined();
    });

    it.each([
      [{ first: 0, last: 0 }],
      [{ first: 0, last: 199_999 }],
      [{ first: 65_535, last: 65_536 }],
      [{ first: 70_000, last: 190_000 }],
      [{ first: 199_999, last: 199_999 }],
    ])('gives the bytes of the range %j and no others', async (range) => {
      const scope = candidate();
      const whole = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7) % 251));
      await open().put(scope, 'a', whole);
      const stored = await open().open(scope, 'a');
      expect(await bytesOf(stored?.read(range))).toEqual(whole.subarray(range.first, range.last + 1));
    });

    it('has an empty object', async () => {
      const scope = candidate();
      await open().put(scope, 'a', stream());
      const stored = await open().open(scope, 'a');
      expect(stored?.size).toBe(0);
      expect(await bytesOf(stored?.read())).toHaveLength(0);
    });

    it('keeps as many bytes as are allowed, and of more nothing', async () => {
      const scope = candidate();
      const most = Array.from({ length: 32 }, () => new Uint8Array(MOST_OBJECT_BYTES / 32));
      await open().put(scope, 'a', stream(...most));
      expect((await open().open(scope, 'a'))?.size).toBe(MOST_OBJECT_BYTES);
      await open().put(scope, 'a', bytes(1));
      for (const content of [stream(...most, bytes(1)), new Uint8Array(MOST_OBJECT_BYTES + 1)])
        await expect(open().put(scope, 'a', content)).rejects.toMatchObject({ code: 'payload_too_large' });
      expect(await open().get(scope, 'a')).toEqual(bytes(1));
    });

    it('keeps what was there when a stream breaks off', async () => {
      const scope = candidate();
      await open().put(scope, 'a', bytes(1));
      async function* broken() {
        yield new Uint8Array(100_000);
        throw new Error('the sender is gone');
      }
      await expect(open().put(scope, 'a', broken())).rejects.toThrow('the sender is gone');
      expect(await open().get(scope, 'a')).toEqual(bytes(1));
    });

    it('has a version that stays with the bytes and goes with them', async () => {
      const scope = candidate();
      await open().put(scope, 'a', bytes(1));
      const first = await open().open(scope, 'a');
      expect(first?.version).toMatch(/^[\w.-]+$/);
      expect((await open().open(scope, 'a'))?.version).toBe(first?.version);
      await open().put(scope, 'a', bytes(2));
      expect((await open().open(scope, 'a'))?.version).not.toBe(first?.version);
      await expect(bytesOf(first?.read())).rejects.toMatchObject({ code: 'conflict' });
      const second = await open().open(scope, 'a');
      await open().remove(scope, 'a');
      await expect(bytesOf(second?.read())).rejects.toMatchObject({ code: 'conflict' });
    });

    it('has an address to read from without a credential, or says that it has none', async () => {
      const scope = candidate();
      await open().put(scope, 'a', bytes(1, 2, 3));
      const file = { expiresAt: Date.now() + 60_000, fileName: 'ä b.pdf', contentType: 'application/pdf' };
      const address = await open().presignedRead(scope, 'a', file);
      if (address === undefined) return;
      const response = await fetch(address);
      expect(response.headers.get('content-type')).toBe('application/pdf');
      expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('ä b.pdf'));
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes(1, 2, 3));
      const part = await fetch(address, { headers: { range: 'bytes=1-1' } });
      expect([part.status, new Uint8Array(await part.arrayBuffer())]).toEqual([206, bytes(2)]);
      const expired = await open().presignedRead(scope, 'a', { ...file, expiresAt: Date.now() - 60_000 });
      expect((await fetch(expired ?? '')).ok).toBe(false);
    });

    it('shows a whole object while it is being replaced', async () => {
      const scope = candidate();
      await open().put(scope, 'a', new Uint8Array(100_000).fill(1));
      const writing = Promise.all(
        [2, 3, 4].map((value) => open().put(scope, 'a', new Uint8Array(100_000).fill(value))),
      );
      for (let read = 0; read < 20; read += 1) {
        const found = await open().get(scope, 'a');
        expect(found).toHaveLength(100_000);
        expect(new Set(found).size).toBe(1);
      }
      await writing;
    });
  });
}

async function* stream(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function bytesOf(read: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  return Buffer.from(await joined(read ?? stream()));
}

function candidate(): Scope {
  return scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
}
