import { FOUR } from '../interview/four-postings.suite.ts';
import type { Posting } from '../postings/ports.ts';
import type { Resume } from '../resumes/ports.ts';
import type { ReportFacts } from './prep-workflow.ts';

const NOW = Date.parse('2026-11-21T09:00:00.000Z');

const facts = (posting: Pick<Posting, 'title'> & Partial<Posting>, resumeText: string | undefined): ReportFacts => {
  const resume: Resume | undefined =
    resumeText === undefined
      ? undefined
      : {
          id: 'res_1',
          kind: 'text',
          text: resumeText,
          truncated: false,
          corrected: false,
          hidden: [],
          language: 'en',
          competencies: [],
          uploadedAt: '2026-11-19T18:30:00.000Z',
        };
  return {
    posting: { id: 'pst_1', requirements: [], language: 'en', createdAt: '2026-11-20T08:00:00.000Z', ...posting },
    resume,
    seed: 'prp_1',
    now: NOW,
  };
};

const { nurse, engineer } = FOUR;

/** What documents are composed of; `expected/<name>.json` holds each document, as it is to be. */
export const CASES = {
  'nurse-with-resume': facts(
    {
      title: nurse.title,
      company: nurse.company,
      description: nurse.posting,
      location: 'Leeds',
      employmentType: 'Full-time',
      salary: '£31,000 to £38,000 per year',
      validThrough: '2026-12-15',
      pageUrl: 'https://jobs.northgate.example/rn-17',
    },
    nurse.resume,
  ),
  'picker-without-resume': facts(
    {
      title: 'Warehouse Picker (m/f/d)',
      location: 'Dortmund',
      salary: ' ',
      pageUrl: 'http://intranet.example/jobs/4',
      description: `Your tasks
- You pick orders with a hand scanner and check the quantities
- Load and unload lorries

What you bring
- Forklift licence
- At least 1 year of warehouse experience
- Punctual and reliable; shifts from 6:00
- Comfortable with a handheld scanner

Nice to have
- Experience with SAP`,
    },
    undefined,
  ),
  'developer-with-one-gap': facts(
    {
      title: engineer.title,
      company: engineer.company,
      description: `What we're looking for
* Experience with Kotlin or Java
* Solid PostgreSQL
* Experience with Kubernetes
* Clear written communication`,
    },
    engineer.resume,
  ),
  'florist-with-nothing-missing': facts(
    { title: 'Florist', description: 'Requirements\n- Good customer service' },
    'Florist at Green Corner since 2021\nServed about 40 customers a day and gave friendly customer service.',
  ),
  'florist-without-a-description': facts({ title: 'Florist' }, 'Served about 40 customers a day.'),
} as const satisfies Record<string, ReportFacts>;
