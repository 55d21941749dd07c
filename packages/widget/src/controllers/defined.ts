/** A copy without the properties that are `undefined`, for types whose optional properties must not be `undefined`. */
export function defined<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  // Object.entries loses the types of the values; removing entries does not change them.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
