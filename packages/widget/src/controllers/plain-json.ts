/**
 * The JSON of a value with its keys in order, so that equal values have equal texts. What JSON cannot hold, and a
 * reference back to an enclosing value, is left out; `undefined` when the value cannot be read at all. Never throws.
 */
export function plainJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(plain(value, []));
  } catch {
    return undefined;
  }
}

function plain(value: unknown, enclosing: readonly unknown[]): unknown {
  if (typeof value === 'bigint' || enclosing.includes(value)) return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return value.toJSON();
  const inside = [...enclosing, value];
  if (Array.isArray(value)) return value.map((item) => plain(item, inside));
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, field]) => [name, plain(field, inside)]),
  );
}

/** A plain copy of a value of the page, which changes only when the value does. */
export class PlainValue<T> {
  value: T | undefined;
  #json: string | undefined;
  /** What `value` was read from. */
  #source: unknown = this;

  /** The plain copy of what `read` returns, which is only called for another `source` than last time. */
  of(source: unknown, read: () => T | null | undefined): T | undefined {
    if (source === this.#source) return this.value;
    this.#source = source;
    const json = plainJson(read() ?? undefined);
    if (json !== this.#json) {
      this.#json = json;
      // A copy of a T, without what JSON cannot hold.
      this.value = json === undefined ? undefined : (JSON.parse(json) as T);
    }
    return this.value;
  }

  /** Reads again next time. */
  forget(): void {
    this.#source = this;
  }
}
