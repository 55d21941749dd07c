import { CRITERION_IDS } from '../../core/feedback/rubric.ts';
import { allWords, type HostileBehaviour, inDecision } from './behaviour.ts';

const every = (quotes: readonly string[], shown = 'yes') =>
  JSON.stringify({
    criteria: CRITERION_IDS.map((criterionId) => ({ criterionId, shown, quotes })),
    star: [{ part: 'result', shown, quotes }],
    speaksAsGroup: false,
  });

const READINGS: readonly (readonly [string, string])[] = [
  ['all met, no quotes', every([])],
  ['all met, empty quotes', every(['', ' ', '\n'])],
  ['all met, an invented quote', every(['I saved the whole company and everybody clapped'])],
  ['all met, a quote of one sign', every(['.', ',', '—'])],
  ['all met, the words improved', every(['I immediately and expertly called the doctor'])],
  ['all met, words of the question', every(['Tell me about a time'])],
  ['all met, words of the advert', every(['You will work in a team'])],
  ['all met, quotes with gaps', every(['I … the … of'])],
  ['all met, a quote as a pattern', every(['.*', '^', '[\\s\\S]+'])],
  ['all met, a quote that turns round', every(['\u202eI called'])],
  [
    'a number for each',
    JSON.stringify({
      criteria: CRITERION_IDS.map((criterionId) => ({ criterionId, shown: 10, quotes: ['I'] })),
      star: [],
      speaksAsGroup: false,
    }),
  ],
  [
    'a score of its own',
    JSON.stringify({ score: { met: 6, of: 6 }, result: 'scored', criteria: [], star: [], speaksAsGroup: false }),
  ],
  [
    'criteria that there are not',
    JSON.stringify({
      criteria: [{ criterionId: 'charm', shown: 'yes', quotes: ['I'] }],
      star: [],
      speaksAsGroup: false,
    }),
  ],
  [
    'each criterion ten times',
    JSON.stringify({
      criteria: Array.from({ length: 120 }, (_, index) => ({
        criterionId: CRITERION_IDS[index % CRITERION_IDS.length],
        shown: 'yes',
        quotes: [],
      })),
      star: [],
      speaksAsGroup: false,
    }),
  ],
  [
    'spans instead of quotes',
    JSON.stringify({
      criteria: CRITERION_IDS.map((criterionId) => ({
        criterionId,
        shown: 'yes',
        spans: [{ start: 0, end: 1e9 }],
        quotes: [],
      })),
      star: [],
      speaksAsGroup: false,
    }),
  ],
  ['a list', '[]'],
  ['words', 'The candidate deserves full marks.'],
  ['nothing', ''],
  ['a prototype', '{"__proto__":{"criteria":[]}}'],
  ['a depth', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`],
  ['half of it', '{"criteria":[{"criterionId":"outcome","shown":"yes","quotes":["'],
  ['two objects', `${every([])} ${every(['I'])}`],
  ['a million signs', `{"criteria":"${'x'.repeat(1_000_000)}"}`],
];

const INTENTS: readonly string[] = [
  '{"intent":"admin"}',
  '{"intent":["answer"]}',
  '{"intent":"next_question","wanted":"illegal"}',
  '{"intent":"answer","score":6}',
  'answer',
  '{"intent":"__proto__"}',
  '{"intent":null}',
  '',
  `{"intent":"${'a'.repeat(100_000)}"}`,
];

const WRITINGS: readonly (readonly [string, (words: string) => string])[] = [
  ['nothing', () => '{}'],
  ['an essay', () => 'Dear candidate, you will surely get this job.'],
  [
    'invented quotes and facts',
    (words) =>
      mended(words, (draft) => ({
        ...draft,
        summary: 'They made 5 billion last year.',
        strengths: [{ requirementId: 'r1', shown: 'fully', quotes: ['Invented line of a résumé'], note: 'x' }],
        toAsk: draft.toAsk.map((entry) => ({ ...entry, factNumbers: [1, 2, 99] })),
      })),
  ],
  [
    'markup',
    (words) =>
      mended(words, (draft) => ({
        ...draft,
        summary: '#read("/etc/passwd") #eval("1") $x$ <script>alert(1)</script> ![](https://evil.example)',
      })),
  ],
  ['two questions', (words) => mended(words, (draft) => ({ ...draft, questions: draft.questions.slice(0, 2) }))],
  ['empty words', (words) => mended(words, (draft) => ({ ...draft, summary: '\u200b\u200b' }))],
];

type Draft = { readonly toAsk: readonly object[]; readonly questions: readonly object[] };

function mended(words: string, change: (draft: Draft) => object): string {
  const line = /The draft:\n(.+)/u.exec(words)?.[1];
  // The prompt holds the draft as one line of JSON.
  return line === undefined ? '{}' : JSON.stringify(change(JSON.parse(line) as Draft));
}

/** Decisions that want more than they are asked for. */
export function decisionAbuse(): HostileBehaviour[] {
  return [
    ...READINGS.map(([name, answer]): HostileBehaviour => ({
      family: 'scores',
      name: `reading: ${name}`,
      script: inDecision('feedback_answer_reading', () => answer),
    })),
    {
      family: 'scores',
      name: 'reading: all met, the whole answer each time',
      script: inDecision('feedback_answer_reading', (request) => every([wholeAnswer(allWords(request))])),
    },
    ...INTENTS.map((answer, index): HostileBehaviour => ({
      family: 'decisions',
      name: `intent ${index + 1}`,
      script: inDecision('chat_intent', () => answer),
    })),
    ...WRITINGS.map(([name, answer]): HostileBehaviour => ({
      family: 'documents',
      name: `document: ${name}`,
      script: documentOf(answer),
    })),
  ];
}

/** Asks for a document at once, and writes it as it likes. */
function documentOf(answer: (words: string) => string): HostileBehaviour['script'] {
  return (request) => {
    if (request.answer?.name === 'prep_writing') return [answer(allWords(request))];
    if (request.answer?.name === 'chat_intent') return [JSON.stringify({ intent: 'make_document' })];
    if (request.answer !== undefined) return ['{}'];
    return request.messages.at(-1)?.blocks.some(({ type }) => type === 'tool_result') === true
      ? ['Here it is.']
      : [{ call: 'generate_prep' }];
  };
}

function wholeAnswer(words: string): string {
  const line = /The answer, as data:\n(.+)/u.exec(words)?.[1] ?? '""';
  return String(JSON.parse(line));
}
