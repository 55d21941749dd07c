import type { PostingSource } from '@interview-prep/sdk';

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

/** A short hash of a posting, used in storage keys. Equal postings have equal keys. */
export function postingKey(source: PostingSource | undefined): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(source ?? ''))
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}
