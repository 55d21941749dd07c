import type * as z from 'zod';

type Issue = z.core.$ZodIssue;

/** What is wrong with a value of the configuration, after its name: "must be a whole number". Never repeats the value. */
export function configIssueText(issue: Issue): string {
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'too_small')
    return issue.origin === 'string' ? 'must not be empty' : `must be at least ${issue.minimum}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type') return `must be a ${issue.expected === 'int' ? 'whole number' : issue.expected}`;
  return issue.message;
}
