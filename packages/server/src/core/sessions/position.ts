/** Where a reader stands: after fact `seq`, and inside it after `characters` UTF-16 code units when it is growing text. */
export type Position = { readonly seq: number; readonly characters: number };

export const BEGINNING: Position = { seq: 0, characters: 0 };

/** `12` or `12.340`: the id of an event on the wire. */
export function positionId({ seq, characters }: Position): string {
  return characters === 0 ? String(seq) : `${seq}.${characters}`;
}

/** The position an id names, or `undefined` when it is not one of ours. */
export function parsePosition(id: string | undefined): Position | undefined {
  if (id === undefined || id === '') return BEGINNING;
  const match = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(id);
  return match === null ? undefined : { seq: Number(match[1]), characters: Number(match[2] ?? 0) };
}
