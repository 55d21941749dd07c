import { describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import type { ObjectStore } from './ports.ts';

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

function candidate(): Scope {
  return scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
}
