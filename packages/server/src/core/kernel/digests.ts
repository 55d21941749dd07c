import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = BigInt(ALPHANUMERIC.length);

/** SHA-256 of the UTF-8 text, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** 256 random bits, in base64url. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The last `length` digits of a number, at least 0 and whole, written with 0-9, A-Z and a-z: 5.95 bits each. */
export function alphanumericNumber(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= BASE) text = ALPHANUMERIC.charAt(Number(rest % BASE)) + text;
  return text;
}

/** Whether two texts are the same, in constant time. */
export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
