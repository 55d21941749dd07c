import { ServiceError } from '../../core/kernel/service-error.ts';

/** The last row of a page: lists run from newest to oldest and, of one moment, by id. */
export type ListCursor = { readonly createdAt: number; readonly id: string };

/** Opaque text that `parseListCursor` understands. */
export function listCursor({ createdAt, id }: ListCursor): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
}

/** Throws `validation_failed` naming `/cursor` for anything that `listCursor` did not make. */
export function parseListCursor(text: string): ListCursor {
  const [createdAt, id, ...rest] = decoded(text);
  if (!Number.isSafeInteger(createdAt) || typeof id !== 'string' || rest.length > 0) throw refusal();
  const cursor = { createdAt: Number(createdAt), id };
  if (listCursor(cursor) !== text) throw refusal();
  return cursor;
}

/** Cuts a list that was read one row longer than asked into a page and the cursor to the next. */
export function pageOf<Item extends ListCursor>(
  items: readonly Item[],
  limit: number,
): { rows: readonly Item[]; nextCursor: string | null } {
  const rows = items.slice(0, limit);
  const last = rows.at(-1);
  return { rows, nextCursor: items.length > limit && last !== undefined ? listCursor(last) : null };
}

function decoded(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function refusal(): ServiceError {
  return new ServiceError('validation_failed', {
    fields: [{ in: 'query', path: '/cursor', message: 'is not a cursor of this list' }],
  });
}
