import { randomBytes } from 'node:crypto';
import { alphanumericNumber, sameText } from '../kernel/digests.ts';
import type { KeyKind } from '../tenancy/ports.ts';

const PREFIXES = { secret: 'isk_', publishable: 'ipk_' } as const satisfies Record<KeyKind, string>;
const RANDOM_CHARACTERS = 43; // 256 bits
const CHECKSUM_CHARACTERS = 6;

/**
 * A new key: `isk_` or `ipk_`, 43 random characters, 6 of checksum. To be shown once and stored hashed. The same 64 bytes
 * make the same key: so many that every character is as likely as any other.
 */
export function newKeyText(kind: KeyKind, secret: Uint8Array = randomBytes(64)): string {
  const number = BigInt(`0x${Buffer.from(secret).toString('hex')}`);
  const body = PREFIXES[kind] + alphanumericNumber(number, RANDOM_CHARACTERS);
  return body + checksum(body);
}

/** What kind of key a text is, or `undefined` when it is none: a slip of one character is always noticed. */
export function keyKindOf(text: string): KeyKind | undefined {
  const kind = text.startsWith(PREFIXES.secret)
    ? 'secret'
    : text.startsWith(PREFIXES.publishable)
      ? 'publishable'
      : undefined;
  if (kind === undefined || text.length !== PREFIXES[kind].length + RANDOM_CHARACTERS + CHECKSUM_CHARACTERS)
    return undefined;
  const body = text.slice(0, -CHECKSUM_CHARACTERS);
  return sameText(checksum(body), text.slice(-CHECKSUM_CHARACTERS)) ? kind : undefined;
}

/** Enough to recognise a key in a list, too little to use it: `ipk_7fQ2…x9Lm`. */
export function keyHint(text: string): string {
  return `${text.slice(0, 8)}…${text.slice(-4)}`;
}

function checksum(body: string): string {
  return alphanumericNumber(BigInt(crc32(body)), CHECKSUM_CHARACTERS);
}

/** CRC-32 of ISO 3309: unlike a cut hash it is certain to notice any change within 32 bits. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
