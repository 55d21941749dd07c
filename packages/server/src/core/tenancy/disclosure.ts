/**
 * What a candidate is told before the first word. The version is recorded with their consent, so a change of the text is
 * a new version.
 */
export const DISCLOSURE = {
  version: '2026-11-21',
  text:
    'You are practising with software, not with a person. Its questions and feedback are computed from the job posting, ' +
    'your résumé and what you write; it can be wrong, and it decides nothing about your application. Practice is private: ' +
    'the employer cannot see what you write here. You can download or delete everything at any time.',
} as const;
