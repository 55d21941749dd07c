/**
 * What a candidate is told before the first word. The version is recorded with their consent, so a change of the text is
 * a new version.
 */
export const DISCLOSURE = {
  version: '2026-11-21',
  text: 'You are practising with software, not with a person. It can be wrong, and it decides nothing about your application.',
} as const;
