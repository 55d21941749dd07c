type PendingRead<Key, Value> = {
  readonly key: Key;
  readonly callers: { resolve: (value: Value) => void; reject: (reason: unknown) => void }[];
};

/** Answers for its keys; the result gives the value for the key at a place. */
type Load<Key, Value> = (keys: readonly Key[]) => Promise<(place: number) => Value>;

/** Turns of the event loop that a statement waits at most for others to join. */
const GATHERING_TURNS = 8;

/**
 * Reads of one kind that many callers want in the same moment, as one statement: what is asked for in one turn of the
 * event loop, or while `atOnce` statements are under way, goes out together, at most `most` keys at a time. Keys that are
 * equal as JSON are asked for once and their callers share the value. Nobody joins a statement that was sent before they
 * asked, so whoever wrote reads what they wrote. A failure reaches exactly those who asked for a key of that statement.
 */
export function groupedReads<Key extends object, Value>(
  load: Load<Key, Value>,
  { atOnce, most }: { atOnce: number; most: number },
): (key: Key) => Promise<Value> {
  const waiting = new Map<string, PendingRead<Key, Value>>();
  let asks = 0;
  let running = 0;

  // Alone, a caller waits for one turn. As long as others came in the last one, more will in the next.
  const gather = async (): Promise<void> => {
    for (let turn = 0, before = -1; turn < GATHERING_TURNS && asks !== before && waiting.size < most; turn += 1) {
      before = asks;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const run = async (): Promise<void> => {
    running += 1;
    while (waiting.size > 0) {
      await gather();
      await answer(taken(waiting, most), load);
    }
    running -= 1;
  };

  return (key) =>
    new Promise((resolve, reject) => {
      asks += 1;
      const name = JSON.stringify(key);
      const asked = waiting.get(name) ?? { key, callers: [] };
      asked.callers.push({ resolve, reject });
      waiting.set(name, asked);
      if (running < atOnce) void run();
    });
}

function taken<Value>(waiting: Map<string, Value>, most: number): Value[] {
  const batch: Value[] = [];
  for (const [name, value] of waiting) {
    if (batch.length === most) break;
    waiting.delete(name);
    batch.push(value);
  }
  return batch;
}

/** Never rejects: a failure rejects the callers' promises. */
async function answer<Key, Value>(batch: readonly PendingRead<Key, Value>[], load: Load<Key, Value>): Promise<void> {
  if (batch.length === 0) return; // another run took them while this one gathered
  try {
    const valueAt = await load(batch.map(({ key }) => key));
    batch.forEach(({ callers }, place) => {
      const value = valueAt(place);
      for (const { resolve } of callers) resolve(value);
    });
  } catch (thrown) {
    for (const { callers } of batch) for (const { reject } of callers) reject(thrown);
  }
}
