import type { PrepReport } from './report.ts';

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

type Question = PrepReport['questions'][number];

const nurseQuestions: Question[] = [
  {
    question: 'Tell me about a time you noticed that a child was deteriorating before others did.',
    family: 'behavioural',
    why: 'Three years of paediatric nursing are required, and judgement is what those years should have given you.',
    looksFor: ['What you saw, in signs and numbers', 'Whom you told, and how quickly', 'What happened to the child'],
    outline: {
      situation: 'A night shift in high dependency. Say how many children you had and who was on call.',
      task: 'You were the named nurse: deciding whether to escalate was yours.',
      action: 'The observations you repeated, the score you worked out, the call you made in SBAR form.',
      result: 'Minutes until review, where the child was moved to, and what the ward changed afterwards.',
    },
    quotes: [{ text: 'Named nurse for up to six children per shift on a 24-bed ward', source: 'resume' }],
    sourceNumbers: [1, 2],
  },
  {
    question: 'Describe an improvement you started yourself. How do you know that it worked?',
    family: 'behavioural',
    why: 'Band 6 posts are expected to change practice, not only to follow it.',
    looksFor: ['A measure before and after', 'How you won over colleagues', 'What you would do differently'],
    outline: {
      situation: 'Antibiotics were late, and nobody owned the first ten minutes.',
      task: 'Bring the time down without adding paperwork.',
      action: 'The checklist: who tried it first, what you left out, how you audited it.',
      result: 'From 58 to 34 minutes in three months. Say who keeps it going now.',
    },
    quotes: [{ text: 'time to first antibiotic fell from 58 to 34 minutes over three months', source: 'resume' }],
    sourceNumbers: [2],
  },
  {
    question: 'How do you explain a frightening procedure to a six-year-old and to the parent beside them?',
    family: 'role',
    why: 'The advert expects calm communication with families.',
    looksFor: ['Words a child understands', 'A role for the parent', 'Checking that they understood'],
    outline: {
      situation: 'A cannula or a lumbar puncture, with a parent close to tears.',
      task: 'Keep the child still and the parent useful.',
      action: 'Play, a choice the child can make, one sentence for the parent.',
      result: 'Done at the first try, and what the parent said on the way home.',
    },
    quotes: [
      { text: 'Wrote care plans with families, including interpreters for 40% of admissions.', source: 'resume' },
    ],
    sourceNumbers: [1, 2],
  },
  {
    question: 'Tell me about someone you taught or supported who was struggling.',
    family: 'behavioural',
    why: 'Mentoring is named in the advert, and your résumé does not show it yet.',
    looksFor: ['How you found out what was hard', 'What you changed in your teaching', 'Where the person is now'],
    outline: {
      situation: 'A student, a bank nurse or a parent learning inhaler technique.',
      task: 'What they had to be able to do alone, and by when.',
      action: 'Show, watch, hand over. Say how you gave the difficult feedback.',
      result: 'Signed off, or safely at home; what they told you afterwards.',
    },
    sourceNumbers: [1],
  },
  {
    question: 'Talk us through your first five minutes with a child in status asthmaticus.',
    family: 'technical',
    why: 'A clinical scenario is usual at Band 6; asthma is where your experience is deepest.',
    looksFor: ['ABCDE in order', 'Oxygen and nebulisers with doses by protocol', 'When you call for help'],
    outline: {
      situation: 'A nine-year-old, saturation 89%, speaking in single words.',
      task: 'Stabilise, escalate, keep the family informed.',
      action: 'ABCDE aloud, with what you do at each letter and who does it with you.',
      result: 'What better looks like after fifteen minutes, and what you do if it does not come.',
    },
    quotes: [{ text: 'Ran the weekly asthma clinic for children aged 4 to 16', source: 'resume' }],
    sourceNumbers: [2, 3],
  },
  {
    question: 'Tell me about a mistake, yours or the team’s, and what came of it.',
    family: 'behavioural',
    why: 'Open reporting is part of the professional code; panels ask it of every nurse.',
    looksFor: ['You name your own part', 'Duty of candour', 'A change that lasted'],
    outline: {
      situation: 'A real one, small enough to tell and large enough to matter.',
      task: 'What safe care would have been.',
      action: 'What you said to the family, what you wrote, whom you told first.',
      result: 'No harm or which harm, and the change that is still in place.',
    },
    sourceNumbers: [3],
  },
  {
    question: 'How do you keep your records complete when the ward is at its busiest?',
    family: 'experience',
    why: 'Experience with electronic patient records is welcome; say which systems you know.',
    looksFor: ['A named system', 'A habit, not an intention', 'What you never leave until later'],
    outline: {
      situation: 'A full ward, two admissions at once.',
      task: 'Notes that the night team can act on.',
      action: 'What you enter at the bedside and what waits; how you hand over.',
      result: 'An audit result, or a time when your note was what helped.',
    },
    sourceNumbers: [1],
  },
  {
    question: 'Why this hospital, and why now?',
    family: 'experience',
    why: 'It is asked in nearly every first round, and it opens most of them.',
    looksFor: ['Something only true of this ward', 'A step that follows from your path', 'What you bring on day one'],
    outline: {
      situation: 'Five years on one ward, two of them in high dependency.',
      task: 'What you can do now that you could not do there.',
      action: 'What you have already done towards it.',
      result: 'What the ward would notice after six months.',
    },
    sourceNumbers: [1, 2],
  },
];

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
      'Northfield Children’s Hospital in Leeds is looking for a registered nurse for its paediatric ward, at Band 6 and full-time. The advert asks for three years of paediatric nursing, current NMC registration and a PILS certificate. It puts weight on mentoring and on calm communication with families.',
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
          'Nothing in your résumé shows it. If you have supported students, prepare that example; if not, say what you did with parents in the asthma clinic and what you want to learn.',
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
