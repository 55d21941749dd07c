import type { UiError } from './ui-error.ts';

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

export type UiErrorListener = (error: UiError) => void;

/** A store that lasts as long as the page. */
export function memoryStore(): KeyValueStore {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  };
}
