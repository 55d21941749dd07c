import type { PrepReport } from './report.ts';
import { nurseReport } from './report-samples.ts';

const driverQuestions = [
  'Walk me through your checks before you leave the yard.',
  'Tell me about a delivery that went wrong. What did you do first?',
  'You are forty minutes behind and a customer rings. What do you say?',
  'How do you make sure that you stay within your driving hours?',
  'Tell me about a time you refused to drive or to unload.',
  'How do you secure a mixed load with a tail lift?',
  'What do you do when the address on the sheet is wrong?',
  'Why do you want to drive for us?',
];

/** A report for someone who gave no résumé, with the shorter and plainer words of a driver's advert. */
export const driverReport: PrepReport = {
  ...nurseReport,
  meta: {
    title: 'Delivery Driver (Class 2)',
    company: 'Harrow & Pike Logistics',
    preparedOn: '2026-11-21',
    language: 'en',
    bankVersion: '2026.11',
    madeBy: 'rehearsal',
    notice:
      'No language model is connected. This brief was composed by rules from the posting and a reviewed question bank.',
  },
  role: {
    summary:
      'Harrow & Pike Logistics is hiring a Class 2 delivery driver for multi-drop routes. Shifts begin at ' +
      'five in the morning, Monday to Friday.',
    sourceNumbers: [1],
    facts: [
      { label: 'Employment', value: 'Full-time', sourceNumbers: [1] },
      { label: 'Salary', value: '£15.40 per hour', sourceNumbers: [1] },
    ],
    keyRequirements: [
      { requirementId: 'r1', text: 'Full Category C licence and Driver CPC', importance: 'must', sourceNumbers: [1] },
      { requirementId: 'r2', text: 'No more than six points', importance: 'must', sourceNumbers: [1] },
      { requirementId: 'r3', text: 'Experience with tail lifts', importance: 'nice', sourceNumbers: [1] },
    ],
  },
  match: {
    strengths: [],
    gaps: [
      {
        requirement: 'Full Category C licence and Driver CPC',
        importance: 'must',
        advice: 'Have both cards with you and know when they run out.',
        sourceNumbers: [1],
      },
      {
        requirement: 'Experience with tail lifts',
        importance: 'nice',
        advice: 'Be ready to describe one delivery where the lift or the site made it difficult.',
        sourceNumbers: [1],
      },
    ],
    withoutResume: true,
  },
  questions: nurseReport.questions.map((question, index) => ({
    question: driverQuestions[index] ?? question.question,
    family: question.family ?? 'role',
    why: 'It is asked of nearly every driver, because it is where deliveries go wrong.',
    looksFor: ['Safety before the schedule', 'Whom you told, and when', 'What you do every time'],
    outline: {
      situation: 'One route, one day: what you carried and how many drops.',
      task: 'What had to be there, and by when.',
      action: 'What you checked, decided and said, in order.',
      result: 'Delivered, damaged or late: say it with a number.',
    },
    sourceNumbers: [2],
  })),
  toAsk: nurseReport.toAsk.map(({ why }, index) => ({
    question:
      [
        'How many drops does a usual day have?',
        'Who loads the vehicle?',
        'How old is the fleet?',
        'How are routes planned?',
        'What happens when a site turns a delivery away?',
      ][index] ?? why,
    why: 'It tells you what the day is really like.',
    sourceNumbers: [2],
  })),
  plan: nurseReport.plan.map(({ minutes }, index) => ({
    minutes,
    title:
      [
        'Read the advert',
        'Tell two delivery stories',
        'Walk round the vehicle',
        'Answer the hard one',
        'Choose your questions',
      ][index] ?? 'Rest',
    steps: ['Say it aloud, standing.', 'Time yourself.'],
  })),
  sources: [
    {
      number: 1,
      title: 'Job posting: Delivery Driver (Class 2), pasted as text',
      fetchedOn: '2026-11-21',
      kind: 'posting',
    },
    { number: 2, title: 'Interview Prep question bank, version 2026.11', fetchedOn: '2026-11-21', kind: 'bank' },
  ],
  notFound: [
    'Your experience: no résumé was given.',
    'The depot: the advert names no address.',
    'News about the company: no outside research is connected.',
  ],
};
