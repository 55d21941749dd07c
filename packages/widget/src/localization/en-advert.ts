/** English texts of the field for a job advert. */
export const enAdvert = {
  'advert.label': 'Paste the advert or its address',
  'advert.awaited': 'Still looking for the job on this page. You can also paste it, or practise without.',
  'advert.text': 'You can also practise without an advert.',
  'error.posting_refused': 'We could not read this job. Paste the advert, or practise without it.',
} as const;
