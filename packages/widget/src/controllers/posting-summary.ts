import type { PostingSource } from '@interview-prep/sdk';
import { plainJson } from './plain-json.ts';

/** Title and company of a posting before the server has parsed it. */
export type PostingSummary = { readonly title?: string; readonly company?: string };

/** Reads title and company from a posting source; values that are not strings are ignored. */
export function postingSummary(source: PostingSource | undefined): PostingSummary {
  if (source?.kind !== 'job_posting') return summaryOf(Object(source));
  const { title, hiringOrganization } = source.jobPosting;
  const [organization]: unknown[] = [hiringOrganization].flat();
  return summaryOf({ title, company: Object(organization).name ?? organization });
}

/** What is text of a title and a company. */
export const summaryOf = ({
  title,
  company,
}: {
  readonly title?: unknown;
  readonly company?: unknown;
}): PostingSummary => ({ ...textField('title', title), ...textField('company', company) });

const textField = (name: string, value: unknown) =>
  typeof value === 'string' && value.trim() !== '' ? { [name]: value.trim() } : {};

/**
 * What says which job a posting is about: its identifier and employer, else title, employer and place. It is the same on each
 * page of the job, and after its text was corrected. An identifier without a digit may be the name of the employer.
 */
export function jobOf(source: PostingSource | undefined): string | undefined {
  if (source?.kind !== 'job_posting') return plainJson(source);
  const { jobPosting } = source;
  const { title, company } = postingSummary(source);
  const [first]: unknown[] = [jobPosting['identifier']].flat();
  const id = String(Object(first).value ?? first);
  return plainJson(/\d/.test(id) ? [id, company] : title ? [title, company, jobPosting['jobLocation']] : jobPosting);
}

/** Short hashes for storage keys: of the job, and of the whole posting, as earlier releases used it. */
export const postingKeys = (source: PostingSource | undefined): readonly [string, string] => [
  hashed(jobOf(source)),
  hashed(JSON.stringify(source ?? '')),
];

function hashed(text = ''): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `chat:${hash.toString(36)}`;
}
