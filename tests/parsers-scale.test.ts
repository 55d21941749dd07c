import { describe, expect, it } from 'vitest';
import { clausesOf } from '../packages/server/src/adapters/models/rules/answer-clauses.ts';
import { intentOf } from '../packages/server/src/adapters/models/rules/intent-rules.ts';
import { noticedClauses } from '../packages/server/src/adapters/models/rules/noticed-clauses.ts';
import { interviewWordsIn, mentionsMeeting } from '../packages/server/src/core/calendar/interview-words.ts';
import { withHostsOnly } from '../packages/server/src/core/calendar/video-host.ts';
import { namedFigures } from '../packages/server/src/core/chat/named-figures.ts';
import { checkEvidence } from '../packages/server/src/core/feedback/evidence-check.ts';
import { quotedSpan } from '../packages/server/src/core/feedback/quoted-span.ts';
import { jobTitle, shortened } from '../packages/server/src/core/interview/wording.ts';
import { analysePosting } from '../packages/server/src/core/postings/posting-analysis.ts';
import { postingOfPage } from '../packages/server/src/core/postings/posting-page.ts';
import { salaryText } from '../packages/server/src/core/postings/salary-text.ts';
import { minutesIn } from '../packages/server/src/core/preparation/agenda.ts';
import { ownFiguresIn, payIn, payLineIn } from '../packages/server/src/core/preparation/pay-text.ts';
import { distinctiveQuotes } from '../packages/server/src/core/preps/composed-match.ts';
import { webAddress } from '../packages/server/src/core/research/sources.ts';
import { settled, squashed, visibleText } from '../packages/server/src/core/resumes/reading.ts';
import { cleanText } from '../packages/server/src/core/text/clean-text.ts';
import { descriptionText, htmlText, pageFacts, pageText } from '../packages/server/src/core/text/html-text.ts';
import { htmlTree } from '../packages/server/src/core/text/html-tree.ts';
import { markdownText } from '../packages/server/src/core/text/markdown-text.ts';
import { plainText } from '../packages/server/src/core/text/plain-text.ts';
import { matchAgainst } from '../packages/server/src/core/vocabulary/matching.ts';
import { requirementsOf } from '../packages/server/src/core/vocabulary/requirements.ts';
import { forgivingValues } from '../packages/structured-data/src/forgiving-json.ts';
import { jobPostingsIn } from '../packages/structured-data/src/job-postings.ts';
import { markupItem } from '../packages/structured-data/src/markup-posting.ts';

const question = { text: 'Tell me about a time you led a team.', kind: 'behavioural', competencyIds: [], looksFor: [] };
const requirements = requirementsOf('Requirements:\n- SQL\n- 5 years of nursing');

/** Everything that reads what strangers wrote. */
const PARSERS: Record<string, (text: string) => unknown> = {
  'a posting': (text) => analysePosting(text, text),
  'requirements under a heading': (text) => requirementsOf(`Requirements:\n- ${text}x`),
  'a salary': (text) => [salaryText(text), payIn(text), payLineIn(text), ownFiguresIn(text)],
  'structured data': (text) => [
    forgivingValues(text),
    ...['{"a":"', '{"a":', '{"a":x', "{a:'", '{', '["', '{"a'].flatMap((start) =>
      ['', 'y}'].map((end) => forgivingValues(start + text + end)),
    ),
    jobPostingsIn([text]),
  ],
  'microdata of a page': (text) => htmlTree(text).map((element) => markupItem(element)),
  'a page': (text) =>
    postingOfPage({ url: `https://a.example/${text}x`, contentType: 'text/html', body: `job_posting${text}` }),
  HTML: (text) => [htmlText(text), pageText(text), descriptionText(text), pageFacts(text)],
  'a résumé': (text) => [visibleText(text), settled(text), squashed(text), matchAgainst(requirements, text)],
  'a calendar entry': (text) => [interviewWordsIn(text), mentionsMeeting(text), withHostsOnly(text)],
  'a message': (text) => [
    intentOf({
      text,
      language: 'en',
      hasOpenQuestion: true,
      hasFeedback: true,
      hasPosting: true,
      hasResume: true,
      asksWhether: false,
    }),
    namedFigures(text, { intent: 'compensation' }),
    minutesIn(text),
  ],
  'an answer': (text) => [clausesOf(text), noticedClauses(text, question)],
  'the evidence in an answer': (text) =>
    checkEvidence({ said: text, answer: text, question: question.text, knownTexts: [`${text}x`] }),
  'a quote': (text) => [quotedSpan(`${text.slice(0, 60)}q`, text), distinctiveQuotes([text, `${text}x`])],
  'plain words': (text) => [cleanText(text), plainText(text), markdownText(text)],
  'a title': (text) => [jobTitle(text), shortened(text, text.length - 2)],
  'an address': (text) => webAddress(`https://a.example/${text}x`),
};

const SEEDS = [
  ...Array.from(';,. -\n(*:#a1•<&_"\'`{}[])?!$@>~^€I%/\t\u00a0\u200b|\\=+漢“«'),
  'x \n',
  'a.',
  '£1',
  '1 ',
  '1,',
  '1.',
  '- \n',
  '. ',
  '? ',
  ', I ',
  ';\n',
  ': \n',
  ' - ',
  '](',
  '\r\n',
  '10,000 ',
  'You will ',
  'and ',
  'not ',
  'Mr. ',
  'm ',
  '5 years ',
  'https://a.b/',
  '"a" ',
  '<a ',
  '<!--',
  '<p>',
  '&amp;',
  '-->',
  '<?',
  '<%',
  '{%',
  '{{x',
  '${',
  '/*',
  '//',
  ';"',
  '",',
  '"\n',
  ',\n',
  '"a":',
  '\\"',
];
const SHORT = 3_000;
const TIMES = 4;
/** A linear reader takes `TIMES` as long for a text `TIMES` as long, a quadratic one the square of it. */
const MOST = TIMES * 2.5;
const NOTICED_MS = 20;

/** The processor time of one call, in ms. */
function cost(parse: (text: string) => unknown, text: string): number {
  const before = process.cpuUsage();
  parse(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function growth(parse: (text: string) => unknown, textOf: (length: number) => string): number {
  const long = cost(parse, textOf(SHORT * TIMES));
  if (long < NOTICED_MS) return 0;
  // Measured again: the first call may have been the one that was compiled, or interrupted by a collection.
  const lengths = [SHORT, SHORT * TIMES].map((length) => Math.min(...[1, 2, 3].map(() => cost(parse, textOf(length)))));
  const [short = 0, again = 0] = lengths;
  return again < NOTICED_MS ? 0 : again / Math.max(short, 1);
}

describe('the time to read', () => {
  it.each(Object.entries(PARSERS))('%s grows no faster than its length, whatever it repeats', (_name, parse) => {
    const slow = SEEDS.flatMap((seed) =>
      [(text: string) => text, (text: string) => `x${text}x`].flatMap((around) => {
        const times = growth(parse, (length) => around(seed.repeat(Math.ceil(length / seed.length))));
        return times > MOST ? [`${JSON.stringify(seed)}: ${times.toFixed(1)} times`] : [];
      }),
    );
    expect(slow).toEqual([]);
  });

  it.each([
    ['what a template left', () => forgivingValues('<?'.repeat(480_000))],
    ['values without quotes', () => forgivingValues(`{"a":x${`; '"`.repeat(240_000)}y}`)],
    ['addresses', () => postingOfPage(page(postingsAt(`https://a.example/${'/'.repeat(1_900)}x`)))],
    ['a list of nothing', () => analysedPage(`<main>${'<li>x'.repeat(48_000)}`)],
    [
      'items that share a part',
      () => postingOfPage(page(items(2_000) + part('<p itemprop="skills">a</p>'.repeat(2_000)))),
    ],
    [
      'items that share a long text',
      () => postingOfPage(page(items(50) + part(nested(60, '<b>word</b>'.repeat(50_000))))),
    ],
    ['a text inside a text', () => postingOfPage(page(`${ITEM}${nested(140, 'word <b>a</b>'.repeat(50_000))}`))],
  ])('is short for a whole page of %s', (_name, read) => {
    expect(cost(read, '')).toBeLessThan(MOST_PAGE_MS);
  });
});

const MOST_PAGE_MS = 2_500;
const ITEM = '<div itemscope itemtype="https://schema.org/JobPosting" itemref="part"><p itemprop="title">a</p>';
const items = (count: number) => `${ITEM}</div>`.repeat(count);
const part = (inner: string) => `<div id="part">${inner}</div>`;
const nested = (depth: number, inner: string) => '<div itemprop="description">'.repeat(depth) + inner;
const page = (body: string) => ({ url: 'https://a.example/1', contentType: 'text/html', body });

function postingsAt(url: string): string {
  const addresses = Array<string>(5).fill(url);
  const posting = {
    '@type': 'JobPosting',
    description: 'd',
    url: addresses,
    sameAs: addresses,
    mainEntityOfPage: addresses,
  };
  const all = Array.from({ length: 40 }, (_, at) => ({ ...posting, title: `Job ${at}` }));
  return `<script type="application/ld+json">${JSON.stringify(all)}</script>`;
}

function analysedPage(body: string) {
  const text = postingOfPage(page(body))?.description ?? '';
  return analysePosting(text, text);
}
