import {
  BANK_VERSION,
  likelyQuestions,
  questionsToAsk,
  type InterviewPosting,
  type PickedQuestion,
} from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import {
  competencyIdsIn,
  competencyOf,
  matchAgainst,
  occupationOf,
  type Requirement,
  requirementsOf,
  roleFamilyOf,
} from '../vocabulary/ports.ts';
import { composedMatch, distinctiveQuotes, unmatched } from './composed-match.ts';
import type { ReportFacts } from './prep-workflow.ts';
import type { PrepReport } from './report.ts';

const QUESTIONS = 9;
const TO_ASK = 6;
const POSTING = 1;
const day = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 10);

type Material = {
  readonly facts: ReportFacts;
  readonly interview: InterviewPosting;
  readonly requirements: readonly Requirement[];
  readonly numbers: { readonly posting: number; readonly resume: number; readonly bank: number };
  readonly presentYear: number;
};

/** The preparation document without any model: from the posting, the résumé and the question bank. Same facts, same document. */
export function composedReport(facts: ReportFacts): PrepReport {
  const { posting, resume, seed, now } = facts;
  const text = posting.description ?? '';
  const found = requirementsOf(text, posting.title);
  const interview: InterviewPosting = {
    title: posting.title,
    requirements: found,
    roleFamily: roleFamilyOf(posting.title, text),
    ...defined({ company: posting.company, occupation: occupationOf(posting.title, text)?.id }),
  };
  const numbers = { posting: POSTING, resume: 2, bank: resume === undefined ? 2 : 3 };
  const requirements = byImportance(found.length > 0 ? found : [wholeTitle(posting.title)]);
  const material: Material = { facts, interview, requirements, numbers, presentYear: new Date(now).getUTCFullYear() };
  const questions = composedQuestions(material);
  const match =
    resume === undefined
      ? unmatched(requirements, numbers)
      : composedMatch(requirements, resume.text, { numbers, presentYear: material.presentYear });
  return {
    meta: meta(facts),
    role: role(material),
    match,
    questions,
    toAsk: questionsToAsk(interview, { count: TO_ASK, seed }).map(({ text: question, why }) => ({
      question,
      why,
      sourceNumbers: [numbers.bank],
    })),
    plan: planFor(match, questions),
    sources: sources(material),
    notFound: notFound(facts),
  };
}

function meta({ posting, now }: ReportFacts): PrepReport['meta'] {
  return {
    title: posting.title,
    ...defined({ company: posting.company, location: posting.location }),
    preparedOn: day(now),
    language: 'en',
    bankVersion: BANK_VERSION,
    madeBy: 'rehearsal',
    notice:
      'Made by fixed rules from the advert, your résumé and a written bank of questions. No language model ' +
      'and no web search were connected.',
  };
}

function role({ facts, requirements, numbers }: Material): PrepReport['role'] {
  const { posting } = facts;
  const sourceNumbers = [numbers.posting];
  const given: [string, string | undefined][] = [
    ['Employment', posting.employmentType],
    ['Location', posting.location],
    ['Salary', posting.salary],
    ['Apply by', posting.validThrough],
  ];
  return {
    summary: summary(facts, requirements),
    sourceNumbers,
    facts: given.flatMap(([label, value]) =>
      value === undefined || value.trim() === '' ? [] : [{ label, value, sourceNumbers }],
    ),
    keyRequirements: requirements.map(({ id, text, importance }) => ({
      requirementId: id,
      text,
      importance,
      sourceNumbers,
    })),
  };
}

function summary({ posting, resume }: ReportFacts, requirements: readonly Requirement[]): string {
  const { title, company, location } = posting;
  const musts = requirements.filter(({ importance }) => importance === 'must').length;
  const stressed = [...new Set(requirements.flatMap(({ competencyIds }) => competencyIds))]
    .slice(0, 4)
    .flatMap((id) => competencyOf(id)?.label.toLowerCase() ?? []);
  const sentences = [
    `${company ?? 'The employer'} is looking for: ${title}${location === undefined ? '' : `, ${location}`}.`,
    `The advert names ${requirements.length === 1 ? 'one thing' : `${requirements.length} things`} they ` +
      `ask for${musts > 0 && musts < requirements.length ? `, ${musts} of them as a condition` : ''}.`,
    stressed.length > 0 ? `What it returns to: ${stressed.join(', ')}.` : undefined,
    resume === undefined
      ? 'There was no résumé to compare with; add one and ask for the document again to see where you match.'
      : undefined,
  ];
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}

function composedQuestions(material: Material): PrepReport['questions'] {
  const { facts, interview, presentYear } = material;
  const { resume, seed } = facts;
  const skills =
    resume === undefined ? undefined : { competencyIds: competencyIdsIn(resume.text, { byCandidate: true }) };
  const matches = resume === undefined ? [] : matchAgainst(interview.requirements, resume.text, { presentYear });
  return likelyQuestions(interview, skills, { count: QUESTIONS, seed }).map((picked, nth) => {
    const found = matches.find(({ requirementId }) => requirementId === picked.requirementId)?.quotes ?? [];
    return composedQuestion(picked, {
      material,
      nth,
      quotes: distinctiveQuotes(found.map(({ text }) => text)).slice(0, 1),
    });
  });
}

const WHY: Record<PickedQuestion['kind'], string> = {
  opening: 'A first conversation often begins like this; a good answer sets the tone.',
  experience: 'They want to hear what you have done in your own words, before they go into detail.',
  technical: 'It is part of the trade, and asked to see how you think.',
  role: 'It is usual for this kind of work.',
  situational: 'They want to see how you would act before they have seen you act.',
  behavioural: 'What somebody has done says more than what they would do.',
  closing: 'Conversations often end like this, and what comes last is remembered.',
};

const SILENT = [
  'Your résumé does not show it yet, so have an example ready.',
  'They cannot see it in your résumé, which makes the question likely.',
  'Nothing in your résumé answers it, so your words have to.',
];

function composedQuestion(
  picked: PickedQuestion,
  { material, nth, quotes }: { material: Material; nth: number; quotes: readonly string[] },
): PrepReport['questions'][number] {
  const { requirements, numbers, facts } = material;
  const asked = requirements.find(({ id }) => id === picked.requirementId);
  const silent =
    asked !== undefined && facts.resume !== undefined && quotes.length === 0
      ? ` ${SILENT[nth % SILENT.length] ?? ''}`
      : '';
  const why =
    asked === undefined ? WHY[picked.kind] : `The advert says: “${asked.text.replace(/[.;]$/u, '')}”.${silent}`;
  const family =
    picked.stage === 'technical'
      ? picked.kind === 'technical'
        ? 'technical'
        : 'role'
      : picked.stage === 'behavioural'
        ? 'behavioural'
        : 'experience';
  return {
    question: picked.text,
    family,
    why,
    looksFor: [...picked.looksFor],
    outline: { ...picked.starHints },
    ...(quotes.length === 0 ? {} : { quotes: quotes.map((text) => ({ text, source: 'resume' as const })) }),
    sourceNumbers: [
      ...(asked === undefined ? [] : [numbers.posting]),
      ...(quotes.length === 0 ? [] : [numbers.resume]),
      numbers.bank,
    ],
  };
}

/** Thirty minutes of preparation, out of what is most worth them. */
export function planFor(match: PrepReport['match'], questions: PrepReport['questions']): PrepReport['plan'] {
  const aloud = questions
    .filter(({ family }) => family !== 'experience')
    .slice(0, 2)
    .map(({ question }) => question);
  const lines = [...new Set(match.strengths.flatMap(({ quotes }) => quotes.slice(0, 1).map(({ text }) => text)))];
  const strongest = lines.slice(0, 2).map((line) => `Tell the story behind “${line}” in one minute.`);
  const gaps = match.gaps.slice(0, 2).map(({ requirement }) => `One honest sentence on: ${requirement}`);
  return [
    {
      minutes: { from: 0, to: 4 },
      title: 'Read the advert once more',
      steps: ['Underline what they say twice.', 'Note one thing you would like to know and cannot find.'],
    },
    {
      minutes: { from: 4, to: 10 },
      title: 'Your strongest points',
      steps:
        strongest.length > 0
          ? strongest
          : ['Choose two things you are proud of at work.', 'Give each a number: how many, how long, how much.'],
    },
    {
      minutes: { from: 10, to: 22 },
      title: 'Two answers, aloud',
      steps: [...aloud, 'Two minutes each. Once quickly, once well.'],
    },
    {
      minutes: { from: 22, to: 27 },
      title: 'The gaps',
      steps:
        gaps.length > 0 ? gaps : ['Nothing they ask for is missing. Practise the shortest version of your best story.'],
    },
    {
      minutes: { from: 27, to: 30 },
      title: 'Your questions for them',
      steps: ['Choose two from the list above and write them down.'],
    },
  ];
}

function sources({ facts, numbers }: Material): PrepReport['sources'] {
  const { posting, resume, now } = facts;
  const url = posting.pageUrl?.startsWith('https://') === true ? { url: posting.pageUrl } : {};
  return [
    {
      number: numbers.posting,
      title: `Job advert: ${posting.title}`,
      ...url,
      fetchedOn: posting.createdAt.slice(0, 10),
      kind: 'posting',
    },
    ...(resume === undefined
      ? []
      : [
          {
            number: numbers.resume,
            title: 'Your résumé, as we read it',
            fetchedOn: resume.uploadedAt.slice(0, 10),
            kind: 'resume' as const,
          },
        ]),
    { number: numbers.bank, title: `Interview Prep question bank ${BANK_VERSION}`, fetchedOn: day(now), kind: 'bank' },
  ];
}

function notFound({ posting, resume }: ReportFacts): string[] {
  const who = posting.company ?? 'the employer';
  const missing: (string | undefined)[] = [
    `News, size and culture of ${who}: no web search is connected, so nothing was looked up and nothing is claimed.`,
    'How the interview is run, how long it is and who takes part: the advert does not say. Ask when you are invited.',
    posting.salary === undefined ? 'The salary: the advert does not name one.' : undefined,
    posting.validThrough === undefined ? 'The closing date: the advert does not name one.' : undefined,
    resume === undefined ? 'Your experience: there was no résumé to read.' : undefined,
  ];
  return missing.filter((line) => line !== undefined);
}

function byImportance(requirements: readonly Requirement[]): Requirement[] {
  return requirements.toSorted((a, b) => weight(a) - weight(b) || a.start - b.start);
}

const weight = ({ importance, from }: Requirement): number => (from === 'task' ? 1 : importance === 'must' ? 0 : 2);

// An advert without a single requirement we can pick out still has a title to prepare for.
function wholeTitle(title: string): Requirement {
  return {
    id: 'title',
    text: title,
    start: 0,
    end: title.length,
    importance: 'must',
    from: 'requirement',
    competencyIds: [],
  };
}
