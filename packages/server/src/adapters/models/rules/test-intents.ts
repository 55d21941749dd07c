import { intentOf } from './intent-rules.ts';

export const said = (text: string, more: { hasOpenQuestion?: boolean; hasFeedback?: boolean } = {}) =>
  intentOf({
    text,
    language: 'en',
    hasOpenQuestion: false,
    hasFeedback: false,
    hasPosting: true,
    hasResume: true,
    ...more,
  });

export const open = { hasOpenQuestion: true };
export const after = { hasOpenQuestion: true, hasFeedback: true };
