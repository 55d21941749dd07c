import { storableJson } from '../storable-text.ts';
import type { Database } from './database.ts';
import { groupedReads } from './grouped-reads.ts';

/** Enough to make the cost of a statement small beside that of its rows, and few enough not to hold up the others for long. */
const MOST_KEYS = 100;

type KeyedRow = { readonly n: number };

/**
 * The rows of a key, in the statement's order; callers of the same moment share one statement. `text` takes its keys as JSON
 * objects in `$1`, each with its place as `n`, and returns rows that name the `n` they belong to.
 */
export function keyedRows<Key extends object, Row extends KeyedRow>(
  database: Database,
  text: string,
): (key: Key) => Promise<readonly Row[]> {
  const load = async (keys: readonly Key[]) => {
    const { rows } = await database.execute(text, [storableJson(keys.map((key, n) => ({ ...key, n })))]);
    const byPlace = new Map<number, Row[]>();
    // The statement is ours, and its columns are those of `Row`.
    for (const row of rows as Row[]) {
      const found = byPlace.get(row.n);
      if (found === undefined) byPlace.set(row.n, [row]);
      else found.push(row);
    }
    return (place: number): readonly Row[] => byPlace.get(place) ?? [];
  };
  // One slow statement must not hold up every reader.
  return groupedReads(load, { atOnce: 4, most: MOST_KEYS });
}
