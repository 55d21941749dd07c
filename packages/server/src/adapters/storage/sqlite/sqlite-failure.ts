import { ServiceError } from '../../../core/kernel/service-error.ts';
import { storageUnavailable } from '../storage-unavailable.ts';

// https://www.sqlite.org/rescode.html
const PRIMARY_KEY = 1555;
const UNIQUE = 2067;
const ROWID = 2579;
const TRIGGER = 1811;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;
const BUSY = 5;
const LOCKED = 6;
const OUT_OF_MEMORY = 7;
const READ_ONLY = 8;
const INPUT_OUTPUT = 10;
const FULL = 13;
const CANNOT_OPEN = 14;
const PROTOCOL = 15;

const MAY_WORK_LATER = new Set([BUSY, LOCKED, OUT_OF_MEMORY, READ_ONLY, INPUT_OUTPUT, FULL, CANNOT_OPEN, PROTOCOL]);

/** What SQLite says of a failure: the kind without its details. `undefined` for what is not from SQLite. */
export function sqliteCode(thrown: unknown): 'corrupt' | 'full' | 'read_only' | 'other' | undefined {
  const code = extendedCode(thrown);
  if (code === undefined) return undefined;
  const primary = code & 0xff;
  if (primary === CORRUPT || primary === NOT_A_DATABASE) return 'corrupt';
  if (primary === FULL) return 'full';
  return primary === READ_ONLY || primary === CANNOT_OPEN ? 'read_only' : 'other';
}

/** A failure of SQLite as a `ServiceError`; anything else is returned unchanged. */
export function sqliteFailure(thrown: unknown): unknown {
  if (thrown instanceof ServiceError) return thrown;
  const code = extendedCode(thrown);
  if (code === undefined) return isClosed(thrown) ? storageUnavailable(thrown) : thrown;
  if (code === PRIMARY_KEY || code === UNIQUE || code === ROWID) return new ServiceError('conflict', { cause: thrown });
  // Our only triggers refuse what is written for somebody who was erased: the caller's token has ended.
  if (code === TRIGGER) return new ServiceError('unauthenticated', { cause: thrown });
  // A damaged file does not mend itself: there is no `retryAfter`.
  if (sqliteCode(thrown) === 'corrupt') return new ServiceError('storage_unavailable', { cause: thrown });
  return MAY_WORK_LATER.has(code & 0xff) ? storageUnavailable(thrown) : thrown;
}

/** Whether another connection has what was asked for. */
export function isBusy(thrown: unknown): boolean {
  const code = extendedCode(thrown);
  return code !== undefined && (code & 0xff) === BUSY;
}

/** The extended result code of a failed statement. */
export function extendedCode(thrown: unknown): number | undefined {
  return thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number'
    ? thrown.errcode
    : undefined;
}

function isClosed(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_INVALID_STATE';
}
