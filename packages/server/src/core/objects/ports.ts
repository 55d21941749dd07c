import type { Scope } from '../tenancy/scope.ts';

/** Bytes that are too big for a row: résumé files, PDFs. Keys are ours, never a person's. Passes `object-store.suite.ts`. */
export interface ObjectStore {
  put(scope: Scope, key: string, bytes: Uint8Array): Promise<void>;
  /** `undefined` for an unknown key and for somebody else's alike. */
  get(scope: Scope, key: string): Promise<Uint8Array | undefined>;
  remove(scope: Scope, key: string): Promise<void>;
  /** Everything of the scope's subject. */
  removeAll(scope: Scope): Promise<void>;
}
