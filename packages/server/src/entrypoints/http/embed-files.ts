import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A file of the widget, held ready. `immutable` ones carry a hash of their content in their name. */
export type EmbedFile = {
  readonly bytes: Buffer;
  readonly gzip?: Buffer;
  readonly contentType: string;
  readonly etag: string;
  readonly immutable: boolean;
};

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  'licenses.txt': 'text/plain; charset=utf-8',
};

const COMPRESSED = new Set(['.js', '.css', '.json', '.map', '.svg', '.wasm']);

/** Every file below a folder by its path with `/`; empty when there is no such folder. They are few and small: kept in memory. */
export function embedFiles(folder: string): ReadonlyMap<string, EmbedFile> {
  const files = new Map<string, EmbedFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const contentType = TYPES[entry.name] ?? TYPES[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).join('/'), embedFile(path, contentType));
  }
  return files;
}

function embedFile(path: string, contentType: string): EmbedFile {
  const bytes = readFileSync(path);
  return {
    bytes,
    ...(COMPRESSED.has(extname(path)) ? { gzip: gzipSync(bytes, { level: 9 }) } : {}),
    contentType,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`,
    // As the bundler names chunks: `chunk-4XQ2ZT7A.js`.
    immutable: /-[A-Z0-9]{8}\.\w+(\.map)?$/.test(path),
  };
}
