import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** What a process did to files, as `strace` saw it. A sync makes durable what was done before it began. */
export type Operation =
  | { readonly kind: 'write'; readonly path: string; readonly offset: number | undefined; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'create' | 'folder' | 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'sync'; readonly path: string; readonly begunAt: number }
  | { readonly kind: 'printed'; readonly text: string };

const CALLS = 'openat,mkdir,write,pwrite64,writev,pwritev,pwritev2,ftruncate,fsync,fdatasync,unlink,rmdir,rename,link';
/** The options with which `strace` writes what `operationsOf` reads. */
export const TRACING = ['-f', '-y', '-xx', '-s', '200000', '-e', `trace=${CALLS}`];

type Call = { readonly thread: string; readonly name: string; readonly args: string; readonly result: string };

const WHOLE = /^(\d+) +(\w+)\((.*)\) += (-?\d+).*$/;
const BEGUN = /^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$/;
const RESUMED = /^(\d+) +<\.\.\. (\w+) resumed>.*\) += (-?\d+).*$/;

/** The operations of a trace on what is below `folder`, and what was printed, in their order. */
export async function operationsOf(trace: string, folder: string): Promise<readonly Operation[]> {
  const operations: Operation[] = [];
  const begun = new Map<string, { args: string; at: number }>();
  for await (const line of createInterface({ input: createReadStream(trace), crlfDelay: Infinity })) {
    const call = callOf(line, begun, operations.length);
    if (call === undefined || call.result.startsWith('-')) continue;
    const operation = operationOf(call, call.at);
    if (operation !== undefined && isBelow(operation, folder)) operations.push(operation);
  }
  return operations;
}

/**
 * A call with the place where it began. Of a call that other threads interrupted, a sync counts when it ends; everything
 * else counts when it begins.
 */
function callOf(
  line: string,
  begun: Map<string, { args: string; at: number }>,
  at: number,
): (Call & { at: number }) | undefined {
  const [whole, start, end] = [WHOLE.exec(line), BEGUN.exec(line), RESUMED.exec(line)];
  if (start !== null) {
    const [, thread = '', name = '', args = ''] = start;
    begun.set(thread, { args, at });
    return isSync(name) ? undefined : { thread, name, args, result: '0', at };
  }
  if (end !== null) {
    const [, thread = '', name = '', result = ''] = end;
    const first = begun.get(thread);
    return first === undefined || !isSync(name) ? undefined : { thread, name, args: first.args, result, at: first.at };
  }
  const [, thread = '', name = '', args = '', result = ''] = whole ?? [];
  return whole === null ? undefined : { thread, name, args, result, at };
}

function isSync(name: string): boolean {
  return name === 'fsync' || name === 'fdatasync';
}

function operationOf({ name, args }: Call, at: number): Operation | undefined {
  const [first = '', second = ''] = [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, text = '']) => text);
  const open = decoded(/^\d+<([^>]*)>/.exec(args)?.[1] ?? '').toString();
  const number = Number(/, (\d+)$/.exec(args)?.[1]);
  switch (name) {
    case 'write':
      if (args.startsWith('1<')) return { kind: 'printed', text: decoded(first).toString() };
      return { kind: 'write', path: open, offset: undefined, bytes: decoded(first) };
    case 'pwrite64':
      return { kind: 'write', path: open, offset: number, bytes: decoded(first) };
    case 'ftruncate':
      return { kind: 'truncate', path: open, size: number };
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', path: open, begunAt: at };
    case 'openat':
      if (args.includes('O_TRUNC')) return { kind: 'truncate', path: decoded(first).toString(), size: 0 };
      return args.includes('O_CREAT') ? { kind: 'create', path: decoded(first).toString() } : undefined;
    case 'mkdir':
      return { kind: 'folder', path: decoded(first).toString() };
    case 'unlink':
    case 'rmdir':
      return { kind: 'remove', path: decoded(first).toString() };
    case 'rename':
      return { kind: 'rename', path: decoded(first).toString(), to: decoded(second).toString() };
    default:
      // Node and SQLite were not seen to use the others. Were they to, the test would look at half of what happened.
      if (open !== '') return { kind: 'remove', path: `${open} was written by ${name}` };
      return undefined;
  }
}

function decoded(text: string): Buffer {
  return text.startsWith('\\x') ? Buffer.from(text.replaceAll('\\x', ''), 'hex') : Buffer.from(text);
}

function isBelow(operation: Operation, folder: string): boolean {
  return operation.kind === 'printed' || operation.path === folder || operation.path.startsWith(`${folder}/`);
}
