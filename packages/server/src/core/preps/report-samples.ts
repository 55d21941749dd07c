import type { PrepReport } from './report.ts';
import { nurseQuestions } from './report-sample-questions.ts';

/** The résumé text that `nurseReport` quotes. */
export const NURSE_RESUME = `Amara Okafor, Registered Nurse (Child), Leeds
St Bride's Hospital, Staff Nurse, Paediatrics, 2021 to now
Named nurse for up to six children per shift on a 24-bed ward, two years in high dependency.
Introduced a bedside sepsis checklist; time to first antibiotic fell from 58 to 34 minutes over three months.
Wrote care plans with families, including interpreters for 40% of admissions.
Riverside Clinic, Nurse, 2018 to 2021
Ran the weekly asthma clinic for children aged 4 to 16 and trained parents in inhaler technique.
Registered with the NMC since 2018. Paediatric Immediate Life Support, renewed 2025.`;

/** The posting text that `nurseReport` was made from. */
export const NURSE_POSTING = `Registered Nurse, Paediatrics. Northfield Children's Hospital, Leeds. Full-time, Band 6, closing 12 December 2026.
Three years of paediatric nursing are required. NMC registration is required. You will mentor students and newly qualified nurses.
Experience with electronic patient records is welcome. We expect calm communication with families. PILS certificate required.`;

/** A report with a résumé: every quote stands in `NURSE_RESUME`. */
export const nurseReport: PrepReport = {
  meta: {
    title: 'Registered Nurse, Paediatrics',
    company: 'Northfield Children’s Hospital',
    location: 'Leeds',
    candidateName: 'Amara Okafor',
    preparedOn: '2026-11-21',
    language: 'en',
    bankVersion: '2026.11',
    madeBy: 'rehearsal',
    notice:
      'No language model is connected. This brief was composed by rules from the posting, your résumé and a reviewed question bank.',
  },
  role: {
    summary:
      'Northfield Children’s Hospital in Leeds is looking for a registered nurse for its paediatric ward, ' +
      'at Band 6 and full-time. The advert asks for three years of paediatric nursing, current NMC ' +
      'registration and a PILS certificate. It puts weight on mentoring and on calm communication with ' +
      'families.',
    sourceNumbers: [1],
    facts: [
      { label: 'Employment', value: 'Full-time, permanent', sourceNumbers: [1] },
      { label: 'Location', value: 'Leeds', sourceNumbers: [1] },
      { label: 'Grade', value: 'Band 6', sourceNumbers: [1] },
      { label: 'Closing date', value: '12 December 2026', sourceNumbers: [1] },
    ],
    keyRequirements: [
      {
        requirementId: 'r1',
        text: 'Three years of paediatric nursing are required.',
        importance: 'must',
        sourceNumbers: [1],
      },
      { requirementId: 'r2', text: 'NMC registration is required.', importance: 'must', sourceNumbers: [1] },
      { requirementId: 'r3', text: 'PILS certificate required.', importance: 'must', sourceNumbers: [1] },
      {
        requirementId: 'r4',
        text: 'We expect calm communication with families.',
        importance: 'must',
        sourceNumbers: [1],
      },
      {
        requirementId: 'r5',
        text: 'You will mentor students and newly qualified nurses.',
        importance: 'must',
        sourceNumbers: [1],
      },
      {
        requirementId: 'r6',
        text: 'Experience with electronic patient records is welcome.',
        importance: 'nice',
        sourceNumbers: [1],
      },
    ],
  },
  match: {
    strengths: [
      {
        requirement: 'Three years of paediatric nursing',
        shown: 'fully',
        quotes: [
          { text: "St Bride's Hospital, Staff Nurse, Paediatrics, 2021 to now", source: 'resume' },
          { text: 'two years in high dependency', source: 'resume' },
        ],
        note: 'Five years on one ward is more than they ask for. Lead with it.',
        sourceNumbers: [1, 2],
      },
      {
        requirement: 'NMC registration and PILS',
        shown: 'fully',
        quotes: [
          {
            text: 'Registered with the NMC since 2018. Paediatric Immediate Life Support, renewed 2025.',
            source: 'resume',
          },
        ],
        note: 'Bring both documents; they are checked before the interview starts.',
        sourceNumbers: [1, 2],
      },
      {
        requirement: 'Calm communication with families',
        shown: 'partly',
        quotes: [
          { text: 'Wrote care plans with families, including interpreters for 40% of admissions.', source: 'resume' },
        ],
        note: 'The setting is there; an example of a hard conversation is not. Choose one now.',
        sourceNumbers: [1, 2],
      },
    ],
    gaps: [
      {
        requirement: 'Mentoring students and newly qualified nurses',
        importance: 'must',
        advice:
          'Nothing in your résumé shows it. If you have supported students, prepare that example; if not, ' +
          'say what you did with parents in the asthma clinic and what you want to learn.',
        sourceNumbers: [1],
      },
      {
        requirement: 'Electronic patient records',
        importance: 'nice',
        advice: 'Name the systems you have used, even briefly.',
        sourceNumbers: [1],
      },
    ],
    withoutResume: false,
  },
  questions: nurseQuestions,
  toAsk: [
    {
      question: 'How many newly qualified nurses will join the ward this year, and who supports them?',
      why: 'It shows that you took the mentoring seriously.',
      sourceNumbers: [1],
    },
    {
      question: 'What does a good first three months look like on this ward?',
      why: 'You hear what they will measure.',
      sourceNumbers: [3],
    },
    {
      question: 'How are high dependency beds staffed at night?',
      why: 'It tells you how safe the work is.',
      sourceNumbers: [3],
    },
    {
      question: 'Which improvement is the ward most proud of?',
      why: 'It opens the way to your sepsis checklist.',
      sourceNumbers: [2],
    },
    {
      question: 'Which records system do you use, and is training included?',
      why: 'It turns a gap into a plan.',
      sourceNumbers: [1],
    },
  ],
  plan: [
    {
      minutes: { from: 0, to: 4 },
      title: 'Read the advert once more',
      steps: ['Mark the six requirements.', 'Say each in your own words.'],
    },
    {
      minutes: { from: 4, to: 14 },
      title: 'Tell two examples aloud',
      steps: ['The deteriorating child, in two minutes.', 'The sepsis checklist, with both numbers.'],
    },
    {
      minutes: { from: 14, to: 20 },
      title: 'Close the mentoring gap',
      steps: ['Choose one person you supported.', 'Write its result in one line.'],
    },
    {
      minutes: { from: 20, to: 26 },
      title: 'Walk through the asthma scenario',
      steps: ['ABCDE aloud, with the clock running.'],
    },
    {
      minutes: { from: 26, to: 30 },
      title: 'Choose your questions',
      steps: ['Pick two to ask.', 'Lay out your documents.'],
    },
  ],
  sources: [
    {
      number: 1,
      title: 'Job posting: Registered Nurse, Paediatrics, Northfield Children’s Hospital',
      url: 'https://jobs.northfield.example/paediatrics/rn-204',
      fetchedOn: '2026-11-21',
      kind: 'posting',
    },
    { number: 2, title: 'Your résumé, as we read it', fetchedOn: '2026-11-21', kind: 'resume' },
    { number: 3, title: 'Interview Prep question bank, version 2026.11', fetchedOn: '2026-11-21', kind: 'bank' },
  ],
  notFound: [
    'The salary: the advert names a band but no figure.',
    'The format of the interview: how long it is, who sits on the panel.',
    'News about the hospital: no outside research is connected.',
  ],
};
