/** The element that renders a controller's state. */
export type ControllerHost = { requestUpdate(): void };

/** A key-value store in the browser. Entries may disappear at any time. */
export type KeyValueStore = {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
};

/** Starts a timer and returns a function that cancels it. */
export type Timer = (task: () => void, delayMs: number) => () => void;

export const browserTimer: Timer = (task, delayMs) => {
  const id = setTimeout(task, delayMs);
  return () => clearTimeout(id);
};

/** A store that lasts as long as the page. */
export function memoryStore(): KeyValueStore {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  };
}
