/** `Value` where a field that may be undefined is optional instead. */
export type Defined<Value> = { [Name in keyof Value as undefined extends Value[Name] ? never : Name]: Value[Name] } & {
  [Name in keyof Value as undefined extends Value[Name] ? Name : never]?: Exclude<Value[Name], undefined>;
};

/** `value` without the fields that are undefined, for types whose optional fields must not be set to undefined. */
export function defined<Value extends object>(value: Value): Defined<Value> {
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) if (field !== undefined) kept[name] = field;
  // Every field that is missing now was undefined.
  return kept as Defined<Value>;
}
