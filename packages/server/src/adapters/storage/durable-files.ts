import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Makes the names in a folder survive a power cut: of files that were made, renamed or removed in it. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** As `syncFolder`, but blocks. */
export function syncFolderNow(path: string): void {
  if (process.platform !== 'win32') syncNow(path, 'r');
}

/** Makes the content of a file survive a power cut. Blocks. */
export function syncFileNow(path: string): void {
  syncNow(path, 'r+');
}

/**
 * Makes a folder with all above it, so that a power cut leaves them, and for this user only: they hold what candidates
 * wrote, and the keys that sign tokens. Blocks.
 */
export function makeFolderNow(path: string): void {
  const first = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const top = dirname(resolve(first));
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    syncFolderNow(folder);
    if (folder === top) return;
  }
}

function syncNow(path: string, flags: string): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
