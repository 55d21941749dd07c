import * as z from 'zod';
import { cleanText } from '../text/clean-text.ts';
import { type FieldError, ServiceError } from '../kernel/service-error.ts';
import type { ResearchRequest } from './ports.ts';

/** Text that still says something once hidden characters are taken away. */
const words = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => cleanText(text) !== '', { message: 'must say something' });

/** Strict: a request that brings anything else, such as a résumé, is refused rather than read in part. */
export const researchRequest: z.ZodType<ResearchRequest> = z.strictObject({
  company: words(200),
  posting: z.strictObject({
    title: words(300),
    text: z.string().max(20_000),
    location: words(200).exactOptional(),
    pageUrl: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .exactOptional(),
  }),
});

/** The request, checked. Throws `validation_failed`. */
export function checkedRequest(given: unknown): ResearchRequest {
  const parsed = researchRequest.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }): FieldError => ({
    in: 'body',
    path: path.map((key) => `/${String(key)}`).join(''),
    message,
  }));
  throw new ServiceError('validation_failed', { fields });
}
