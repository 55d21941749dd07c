/** English texts of the question whether to prepare for the job that the page shows now. */
export const enOtherJob = {
  'otherJob.question': 'This page is now about {job}. Prepare for it?',
  'otherJob.unnamed': 'another job',
  'otherJob.kept': 'Your practice so far is kept.',
  'otherJob.orAdvert': 'This page is about {job}. Prepare for it, or for the advert that you entered?',
  'otherJob.useAdvert': 'Use my advert',
  'otherJob.accept': 'Prepare for this job',
  'otherJob.decline': 'Stay with my practice',
} as const;
