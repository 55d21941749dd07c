import { ServiceError } from '../kernel/service-error.ts';

/** The origin of an `Origin` header or address as browsers write it, or `undefined` when it is not one of http or https. */
export function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
}

/** A list of allowed origins as we keep it. Throws `validation_failed` naming the entry that is more or less than an origin. */
export function allowedOrigins(origins: readonly string[], path = '/origins'): readonly string[] {
  return [...new Set(origins.map((entry, index) => allowedOrigin(entry, `${path}/${index}`)))];
}

/** One allowed origin, normalised. Throws `validation_failed` naming `path`. */
export function allowedOrigin(entry: string, path: string): string {
  const origin = originOf(entry);
  // Comparing the whole address refuses paths, credentials and wildcards, which would promise more than is checked.
  const whole = origin !== undefined && new URL(entry).href === `${origin}/` && !origin.includes('*');
  if (whole) return origin;
  const message = 'must be an exact origin such as https://jobs.example.com, without a path or wildcard';
  throw new ServiceError('validation_failed', { fields: [{ in: 'body', path, message }] });
}
