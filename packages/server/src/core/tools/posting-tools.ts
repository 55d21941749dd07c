import * as z from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { advertAnswer, type Postings } from '../postings/ports.ts';
import type { Tool } from './ports.ts';
import { tool } from './tool.ts';

/** What a model is given of a long advert. The passages come from all of it. */
const MOST_CHARACTERS = 8_000;

const lines = z.array(z.string()).readonly();

/** What the tool gives. */
export const postingOutput = z.object({
  title: z.string(),
  company: z.string().optional(),
  location: z.string().optional(),
  employmentType: z.string().optional(),
  salary: z.string().optional(),
  closes: z.string().optional(),
  passages: lines,
  details: lines,
  text: z.string(),
  textIsWhole: z.boolean(),
});

export function postingTools(dependencies: { postings: Postings; clock: Clock }): readonly Tool[] {
  return [getPosting(dependencies)];
}

function getPosting({ postings, clock }: { postings: Postings; clock: Clock }): Tool {
  return tool({
    name: 'get_posting',
    description:
      'Use when the candidate asks what the advert says: leave, hours, pay, place, start, closing date, the ' +
      'employer. Gives the whole advert and the passages that fit the question. What is not in it, the ' +
      'advert does not say: then say so, and never guess.',
    input: z.strictObject({ about: z.string().max(400).optional() }),
    output: postingOutput,
    readOnly: true,
    scope: 'postings',
    deadlineMs: 5_000,
    async run({ about = '' }, { scope, postingId }) {
      if (postingId === undefined)
        throw new ServiceError('not_found', { detail: 'There is no advert in this conversation.' });
      const posting = await postings.get(scope, postingId);
      const { title, company, location, employmentType, salary, validThrough: closes, description = '' } = posting;
      const { passages, details } = advertAnswer(posting, about, clock.now());
      const text = description.slice(0, MOST_CHARACTERS);
      const output = { title, passages, details, text, textIsWhole: text.length === description.length };
      return {
        output: { ...output, ...defined({ company, location, employmentType, salary, closes }) },
        summary: `Read the advert for ${title}`,
      };
    },
  });
}
