import { Http } from './request.ts';
import type { RequestOptions } from './request.ts';

/** Options of a list request. */
export type ListOptions = RequestOptions & {
  /** Items per page, 1 to 100. */
  limit?: number | undefined;
  /** The `nextCursor` of the previous page. */
  cursor?: string | undefined;
};

/** One page of a list. Iterating it continues through all following pages. */
export type Page<T> = AsyncIterable<T> & {
  readonly data: readonly T[];
  /** `null` on the last page. */
  readonly nextCursor: string | null;
  /** `undefined` on the last page. */
  next(): Promise<Page<T> | undefined>;
};

/** `await` returns the first page; `for await` iterates every item of every page. */
export type PageList<T> = Promise<Page<T>> & AsyncIterable<T>;

/** Requests a list page by page: the first page at once, each further page when it is reached. */
export function listPages<T>(http: Http, path: string, options: ListOptions = {}): PageList<T> {
  const { limit, cursor, ...rest } = options;
  const first = load<T>({ http, path, limit, options: rest }, cursor);
  return Object.assign(first, { [Symbol.asyncIterator]: () => items(first) });
}

type List = { http: Http; path: string; limit: number | undefined; options: RequestOptions };

async function load<T>(list: List, cursor: string | undefined): Promise<Page<T>> {
  const { http, path, limit, options } = list;
  const found = await http.json<{ data: T[]; nextCursor: string | null }>({ path, query: { limit, cursor }, options });
  const page: Page<T> = {
    ...found,
    next: async () => (found.nextCursor === null ? undefined : load<T>(list, found.nextCursor)),
    [Symbol.asyncIterator]: () => items(Promise.resolve(page)),
  };
  return page;
}

async function* items<T>(first: Promise<Page<T>>): AsyncGenerator<T, void, undefined> {
  for (let page: Page<T> | undefined = await first; page !== undefined; page = await page.next()) yield* page.data;
}
