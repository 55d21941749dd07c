import type { UiError } from './ui-error.ts';

/** Whoever shows what a controller knows. */
export type ControllerHost = { requestUpdate(): void };

/** The place where the browser keeps a few words for us; it may be gone at any time. */
export type KeyValueStore = {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
};

/** A wait that can be called off. */
export type Timer = (task: () => void, delayMs: number) => () => void;

export const browserTimer: Timer = (task, delayMs) => {
  const id = setTimeout(task, delayMs);
  return () => clearTimeout(id);
};

/** Told of every failure that a person has seen. */
export type UiErrorListener = (error: UiError) => void;

/** Keeps words for as long as the page lives, for hosts that have no better place. */
export function memoryStore(): KeyValueStore {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
  };
}
