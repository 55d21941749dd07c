import type { Config } from './config.ts';

const MASK = '***';
const SECRET_NAME = /(?:key|secret|password|token|credential)$/i;
const ALL_SECRET = /^headers$/i;
const SECRET_IN_ADDRESS = /(\/\/[^:@/?#\s]*):[^@/?#\s]*@/g;
const SECRET_IN_QUERY =
  /([?&](?:password|passwd|key|api[-_]?key|secret|token|access[-_]?token|sig|signature)=)[^&#\s]*/gi;

/**
 * The configuration as it may be printed: whatever is named as a secret, every header, and passwords and keys inside
 * addresses are masked.
 */
export function printableConfig(config: Config): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, printable(name, value)]));
}

function printable(name: string, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (SECRET_NAME.test(name)) return MASK;
  if (typeof value === 'string')
    return value.replaceAll(SECRET_IN_ADDRESS, `$1:${MASK}@`).replaceAll(SECRET_IN_QUERY, `$1${MASK}`);
  if (Array.isArray(value)) return value.map((entry) => printable('', entry));
  if (typeof value !== 'object') return value;
  const hidesAll = ALL_SECRET.test(name);
  return Object.fromEntries(
    Object.entries(value).map(([field, entry]) => [field, hidesAll ? MASK : printable(field, entry)]),
  );
}
