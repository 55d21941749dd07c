import type { Scope } from '../tenancy/scope.ts';

/** So that no stream fills the disk. */
export const MOST_OBJECT_BYTES = 32 * 1024 * 1024;

/** Part of an object: its first and last byte, counted from 0. */
export type ByteRange = { readonly first: number; readonly last: number };

/** An object as it was found. It holds nothing open. */
export type StoredObject = {
  readonly size: number;
  /** The same for the same bytes of one object, and never that of others: `[\w.-]+`. */
  readonly version: string;
  /** Its bytes, or some of them. Throws `conflict` at the first when it was replaced or removed meanwhile. */
  read(range?: ByteRange): AsyncIterable<Uint8Array>;
};

/** How a browser is to take a file that it fetches from the store itself. `expiresAt` is in epoch milliseconds. */
export type PresignedFile = { readonly expiresAt: number; readonly fileName: string; readonly contentType: string };

/** Bytes that are too big for a row: résumé files, PDFs. Keys are ours, never a person's. Passes `object-store.suite.ts`. */
export interface ObjectStore {
  /**
   * Resolves when all is durable; until then whoever reads gets what was there before, and also when the stream breaks off.
   * Throws `payload_too_large` when more than `MOST_OBJECT_BYTES` come.
   */
  put(scope: Scope, key: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  /** All of it. `undefined` for an unknown key and for somebody else's alike, here and in `open`. */
  get(scope: Scope, key: string): Promise<Uint8Array | undefined>;
  open(scope: Scope, key: string): Promise<StoredObject | undefined>;
  /** An address from which anybody can read the object until it expires; `undefined` from a store that has none. */
  presignedRead(scope: Scope, key: string, file: PresignedFile): Promise<string | undefined>;
  /**
   * Resolves when nothing of the object is kept, nor of a `put` of that key whose process was killed. A `put` under way is
   * not ended: it may bring the object afterwards, or throw `storage_unavailable`.
   */
  remove(scope: Scope, key: string): Promise<void>;
  /** Everything of the scope's subject. */
  removeAll(scope: Scope): Promise<void>;
}

/** All that a stream brings, in one piece. */
export async function joined(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
