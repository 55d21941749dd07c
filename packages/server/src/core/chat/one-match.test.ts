import { expect, it } from 'vitest';
import { composedMatch } from '../preps/composed-match.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import type { Posting } from '../postings/ports.ts';
import type { Resume } from '../resumes/ports.ts';
import { coachFacts, resumeContext } from './coach-facts.ts';

const postingOf = (title: string, description: string): Posting => ({
  id: 'pst_1',
  title,
  description,
  source: 'text',
  createdAt: '2026-01-01T00:00:00.000Z',
});
