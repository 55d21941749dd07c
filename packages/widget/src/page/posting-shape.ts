/** What the property `posting` takes, for the owner of the page. */
export const POSTING_SHAPE =
  "It has to be { kind: 'text', text: '…' }, { kind: 'url', url: 'https://…' } or " +
  "{ kind: 'job_posting', jobPosting: { '@type': 'JobPosting', title: '…', description: '…' } }.";
