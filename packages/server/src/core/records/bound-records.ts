import { ServiceError } from '../kernel/service-error.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Collection, Row } from './collection.ts';
import type { CollectionName, Records } from './ports.ts';

/** What a document is about: the posting it is or names, or its owner alone, whichever posting they practise for. */
type Subject = 'posting' | 'names_posting' | 'owner';

/** Every kind of document is here, so that a new one does not compile before somebody has decided it. */
const SUBJECTS: Readonly<Record<CollectionName, Subject>> = {
  posting: 'posting',
  chat: 'names_posting',
  prep: 'names_posting',
  research: 'names_posting',
  resume: 'owner',
  resume_file: 'owner',
  consent: 'owner',
  calendar: 'owner',
  own_interviews: 'owner',
  response: 'owner',
  figures: 'owner',
  tool_server: 'owner',
};

const BATCH = 100;

/**
 * Records in which a scope that is bound to one posting finds that posting, and what was made for it. Everything else of
 * its owner that belongs to a posting is to it as if it were not there.
 */
export function boundRecords(records: Records): Records {
  return {
    collection(name, options) {
      const rows = records.collection(name, options);
      const subject = SUBJECTS[name];
      return subject === 'owner' ? rows : boundCollection(rows, subject);
    },
  };
}

function boundCollection<Value>(rows: Collection<Value>, subject: 'posting' | 'names_posting'): Collection<Value> {
  const reaches = ({ postingId }: Scope, { id, value }: Pick<Row<Value>, 'id' | 'value'>) =>
    postingId === undefined || postingId === (subject === 'posting' ? id : postingOf(value));
  const get = async (scope: Scope, id: string) => {
    const row = await rows.get(scope, id);
    return row !== undefined && reaches(scope, row) ? row : undefined;
  };
  return {
    get,
    async insert(scope, id, value) {
      if (!reaches(scope, { id, value })) throw new ServiceError('not_found');
      return rows.insert(scope, id, value);
    },
    async replace(scope, id, change) {
      const before = scope.postingId === undefined ? undefined : await get(scope, id);
      const isThere = scope.postingId === undefined || before !== undefined;
      if (!isThere || !reaches(scope, { id, value: change.value })) throw new ServiceError('not_found');
      return rows.replace(scope, id, change);
    },
    async remove(scope, id) {
      if (scope.postingId !== undefined && (await get(scope, id)) === undefined) return false;
      return rows.remove(scope, id);
    },
    async list(scope, page) {
      const { postingId } = scope;
      if (postingId === undefined) return rows.list(scope, page);
      if (subject === 'names_posting') return reachable(rows, { scope, page, reaches: (row) => reaches(scope, row) });
      // The one posting, also where its tenant owns it. It is the whole list, which has no second page.
      if (page.cursor !== undefined) await rows.list(scope, { ...page, limit: 1 });
      const row = page.cursor === undefined ? await get(scope, postingId) : undefined;
      return { rows: row === undefined ? [] : [row], nextCursor: null };
    },
  };
}

type Listing<Value> = {
  readonly scope: Scope;
  readonly page: { readonly limit: number; readonly cursor?: string };
  readonly reaches: (row: Row<Value>) => boolean;
};

/** A page of the rows that are reached. Rows are read in batches; the last batch is cut where the page is full. */
async function reachable<Value>(
  rows: Collection<Value>,
  { scope, page, reaches }: Listing<Value>,
): ReturnType<Collection<Value>['list']> {
  const found: Row<Value>[] = [];
  let next = page;
  for (;;) {
    const batch = await rows.list(scope, { ...next, limit: BATCH });
    const wanted = batch.rows.filter(reaches).slice(0, page.limit - found.length);
    found.push(...wanted);
    const last = wanted.at(-1);
    if (found.length === page.limit && last !== undefined) {
      const { nextCursor } = await rows.list(scope, { ...next, limit: batch.rows.indexOf(last) + 1 });
      return { rows: found, nextCursor };
    }
    if (batch.nextCursor === null) return { rows: found, nextCursor: null };
    next = { ...page, cursor: batch.nextCursor };
  }
}

function postingOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'postingId' in value ? value.postingId : undefined;
}
