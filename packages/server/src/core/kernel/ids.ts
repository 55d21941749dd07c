import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford base 32: no i, l, o, u to misread
const ID_LENGTH = 26;

/** The prefixes of public ids. An id says what it names: `cht_…` is a chat. */
export type IdPrefix =
  | 'ten'
  | 'cand'
  | 'key'
  | 'pst'
  | 'res'
  | 'cht'
  | 'trn'
  | 'msg'
  | 'prp'
  | 'evt'
  | 'con'
  | 'tok'
  | 'wfx'
  | 'org'
  | 'req'
  | 'obj'
  | 'cal'
  | 'ans'
  | 'fig'
  | 'rsh'
  | 'tsv'
  | 'svt'
  | 'call';

/**
 * What a new thing is made of, where the request that makes it may be made again: then both runs have the same, and the
 * second meets what the first made. Without it a thing gets a new random id.
 */
export type Origin = {
  readonly id?: string;
  /** 64 bytes that nobody can guess, for what must be secret as well. */
  readonly secret?: Uint8Array;
};

/** A new random id, 130 bits, e.g. `cht_4m8r…`. */
export function newId<Prefix extends IdPrefix>(prefix: Prefix): `${Prefix}_${string}` {
  return idOf(prefix, randomBytes(ID_LENGTH));
}

/** The id that these bytes make, of which there must be 26: the same bytes make the same id. */
export function idOf<Prefix extends IdPrefix>(prefix: Prefix, bytes: Uint8Array): `${Prefix}_${string}` {
  return `${prefix}_${textOf(bytes.subarray(0, ID_LENGTH))}`;
}

/** Random text of `length` base-32 characters, 5 bits each, from the system's secure source. */
export function randomText(length: number): string {
  return textOf(randomBytes(length));
}

function textOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += ALPHABET.charAt(byte & 31);
  return text;
}
