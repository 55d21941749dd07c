import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Operation } from './power-cut-trace.ts';

type Change = { readonly at: number } & (
  { readonly offset: number; readonly bytes: Buffer } | { readonly size: number }
);
/** A file: what the disk has for certain, and what it may have. */
type Inode = { content: Buffer; size: number; changes: Change[] };
type Names = ReadonlyMap<string, Inode | 'folder'>;

/** What of that which was not synced survives the cut: nothing, all, or each change or a part of it by chance. */
export type Survival = 'nothing' | 'all' | (() => number);

const SECTOR = 512;

/** A disk that keeps for certain only what was synced: contents by a sync of the file, names by one of the folder they are in. */
export class Disk {
  readonly #root: string;
  readonly #durable = new Map<string, Inode | 'folder'>();
  readonly #names = new Map<string, Inode | 'folder'>();

  /** `root` itself is there and stays. */
  constructor(root: string) {
    this.#root = root;
  }

  apply(operation: Operation, at: number): void {
    if (operation.kind === 'printed') return;
    const { path } = operation;
    switch (operation.kind) {
      case 'write': {
        const file = this.#file(path);
        const offset = operation.offset ?? file.size;
        file.changes.push({ at, offset, bytes: operation.bytes });
        file.size = Math.max(file.size, offset + operation.bytes.length);
        return;
      }
      case 'truncate': {
        const file = this.#file(path);
        file.changes.push({ at, size: operation.size });
        file.size = operation.size;
        return;
      }
      case 'create':
        this.#file(path);
        return;
      case 'folder':
        this.#names.set(path, 'folder');
        return;
      case 'remove':
        this.#names.delete(path);
        return;
      case 'rename':
        this.#names.set(operation.to, this.#names.get(path) ?? this.#file(path));
        this.#names.delete(path);
        return;
      case 'sync':
        this.#sync(path, operation.begunAt);
    }
  }

  /** Writes into `target` what is there after a cut. */
  write(target: string, survival: Survival): void {
    const names: Names =
      survival === 'nothing' || (survival !== 'all' && survival() < 0.5) ? this.#durable : this.#names;
    for (const [path, inode] of [...names].toSorted(([a], [b]) => a.length - b.length)) {
      if (!this.#isReachable(names, path)) continue;
      const place = join(target, relative(this.#root, path));
      if (inode === 'folder') mkdirSync(place, { recursive: true });
      else writeFileSync(place, contentAfter(inode, survival));
    }
  }

  #file(path: string): Inode {
    const known = this.#names.get(path);
    if (known !== undefined && known !== 'folder') return known;
    const inode: Inode = { content: Buffer.alloc(0), size: 0, changes: [] };
    this.#names.set(path, inode);
    return inode;
  }

  #sync(path: string, begunAt: number): void {
    const file = this.#names.get(path);
    if (file !== undefined && file !== 'folder') {
      for (const change of file.changes.filter(({ at }) => at < begunAt)) file.content = changed(file.content, change);
      file.changes = file.changes.filter(({ at }) => at >= begunAt);
      return;
    }
    for (const known of this.#durable.keys())
      if (dirname(known) === path && !this.#names.has(known)) this.#durable.delete(known);
    for (const [name, inode] of this.#names) if (dirname(name) === path) this.#durable.set(name, inode);
  }

  #isReachable(names: Names, path: string): boolean {
    const above = dirname(path);
    return above === this.#root || (names.has(above) && this.#isReachable(names, above));
  }
}

function contentAfter({ content, changes }: Inode, survival: Survival): Buffer {
  if (survival === 'nothing') return content;
  return changes.reduce((now, change) => {
    const fate = survival === 'all' ? 1 : survival();
    if (fate < 0.4) return now;
    if (fate > 0.7 || 'size' in change) return changed(now, change);
    const sectors = Math.floor((survival === 'all' ? 1 : survival()) * (change.bytes.length / SECTOR));
    return changed(now, { ...change, bytes: change.bytes.subarray(0, sectors * SECTOR) });
  }, content);
}

function changed(content: Buffer, change: Change): Buffer {
  const size = 'size' in change ? change.size : Math.max(content.length, change.offset + change.bytes.length);
  const next = Buffer.alloc(size);
  content.copy(next, 0, 0, Math.min(size, content.length));
  if ('bytes' in change) change.bytes.copy(next, change.offset);
  return next;
}
