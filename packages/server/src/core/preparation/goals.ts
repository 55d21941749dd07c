import type { PractisedQuestion } from '../practice/ports.ts';

/** One thing worth having done before an interview, and how far it is. `evidence` holds numbers only. */
export type Goal = {
  readonly id: GoalId;
  readonly label: string;
  readonly state: 'done' | 'partly' | 'open';
  readonly evidence: Readonly<Record<string, number>>;
};
type GoalId =
  'resume' | 'questions' | 'strong_answers' | 'requirements' | 'document' | 'saved_answers' | 'interview_date';

/** What really exists. */
export type GoalFacts = {
  /** `undefined` when there is none. */
  readonly resume: { readonly words: number; readonly hiddenPassages: number } | undefined;
  readonly practised: readonly PractisedQuestion[];
  /** The words of what the posting asks for; musts only. `undefined` without a posting. */
  readonly requirements: readonly string[] | undefined;
  readonly documents: { readonly ready: number; readonly underWay: number };
  readonly savedAnswers: number;
  /** The next interview, in days of the calendar: 1 is tomorrow. `undefined` when none is known. */
  readonly interview: { readonly daysUntil: number } | undefined;
};

/** How many make a goal reached: enough for an ordinary first interview. */
const ENOUGH = { questions: 5, strong: 3, saved: 3, requirements: 3 } as const;
/** An answer is strong when it shows three quarters of the criteria. */
const STRONG = 0.75;

/** Where a candidate stands, counted from what was really done. */
export function goalsOf(facts: GoalFacts): Goal[] {
  const { resume, practised, documents, savedAnswers, interview } = facts;
  const judged = practised.flatMap(({ best }) => best ?? []);
  const strong = judged.filter(({ met, of }) => of > 0 && met / of >= STRONG).length;
  return [
    {
      id: 'resume',
      label: 'Have your résumé read',
      state: resume === undefined ? 'open' : 'done',
      evidence: { ...resume },
    },
    {
      id: 'questions',
      label: `Practise ${ENOUGH.questions} questions`,
      state: stateOf(practised.length, ENOUGH.questions),
      evidence: {
        practised: practised.length,
        judged: judged.length,
        attempts: practised.reduce((sum, { attempts }) => sum + attempts, 0),
        of: ENOUGH.questions,
      },
    },
    {
      id: 'strong_answers',
      label: `Have ${ENOUGH.strong} answers that stand`,
      state: stateOf(strong, ENOUGH.strong),
      evidence: { strong, of: ENOUGH.strong },
    },
    ...requirementGoal(facts),
    {
      id: 'document',
      label: 'Have a preparation document',
      state: documents.ready > 0 ? 'done' : documents.underWay > 0 ? 'partly' : 'open',
      evidence: { ...documents },
    },
    {
      id: 'saved_answers',
      label: `Keep ${ENOUGH.saved} answers to read again`,
      state: stateOf(savedAnswers, ENOUGH.saved),
      evidence: { saved: savedAnswers, of: ENOUGH.saved },
    },
    {
      id: 'interview_date',
      label: 'Know the date of your interview',
      state: interview === undefined ? 'open' : 'done',
      evidence: { ...interview },
    },
  ];
}

/** Only where the posting asks for something. */
function requirementGoal({ requirements, practised }: GoalFacts): Goal[] {
  if (requirements === undefined || requirements.length === 0) return [];
  const covered = new Set(practised.flatMap(({ requirement }) => (requirement === undefined ? [] : [requirement])));
  const done = requirements.filter((words) => covered.has(words)).length;
  const of = Math.min(ENOUGH.requirements, requirements.length);
  return [
    {
      id: 'requirements',
      label: 'Practise what the posting asks for',
      state: stateOf(done, of),
      evidence: { practised: done, of, asked: requirements.length },
    },
  ];
}

function stateOf(count: number, enough: number): Goal['state'] {
  if (count >= enough) return 'done';
  return count > 0 ? 'partly' : 'open';
}
