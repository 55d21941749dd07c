/**
 * The disclosure shown to a candidate before the first message. The version is recorded with their consent, so a change
 * of the text is a new version.
 */
export const DISCLOSURE = {
  version: '2026-11-21',
  text: 'You are talking to software. It is not a person, it can be wrong, and it decides nothing about your application.',
} as const;
