import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford base 32: no i, l, o, u to misread

/** The prefixes of public ids. An id says what it names: `cht_…` is a chat. */
export type IdPrefix =
  | 'ten'
  | 'cand'
  | 'key'
  | 'pst'
  | 'res'
  | 'cht'
  | 'trn'
  | 'utt'
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

/** A new random id, 130 bits, e.g. `cht_4m8r…`. */
export function newId<Prefix extends IdPrefix>(prefix: Prefix): `${Prefix}_${string}` {
  return `${prefix}_${randomText(26)}`;
}

/** Random text of `length` base-32 characters, 5 bits each, from the system's secure source. */
export function randomText(length: number): string {
  let text = '';
  for (const byte of randomBytes(length)) text += ALPHABET.charAt(byte & 31);
  return text;
}
