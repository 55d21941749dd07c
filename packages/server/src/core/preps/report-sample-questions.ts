import type { PrepReport } from './report.ts';

type Question = PrepReport['questions'][number];

export const nurseQuestions: Question[] = [
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
