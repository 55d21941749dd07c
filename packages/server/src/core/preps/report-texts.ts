import { defined } from '../kernel/defined.ts';
import type { Posting } from '../postings/ports.ts';
import type { Resume } from '../resumes/ports.ts';
import type { ReportTexts } from './report-check.ts';

/** The texts that the quotes of a report are held against. */
export function textsOf({
  posting,
  resume,
}: {
  readonly posting: Posting;
  readonly resume: Resume | undefined;
}): ReportTexts {
  return { postingText: posting.description ?? posting.title, ...defined({ resumeText: resume?.text }) };
}
