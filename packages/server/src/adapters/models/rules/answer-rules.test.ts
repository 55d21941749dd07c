import { describe, expect, it } from 'vitest';
import type { AnswerFacts } from '../../../core/feedback/decisions.ts';
import { rubricFor } from '../../../core/feedback/rubric.ts';
import { readAnswer } from './answer-rules.ts';
import { ANSWERS, ASKED, type SampleAnswer } from './answers.suite.ts';
import { inPresent, namesTime, withoutArticles } from './test-second-language.ts';

const MARK = { yes: 'y', partly: 'p', no: 'n' } as const;

const factsOf = (answer: string, question: AnswerFacts['question'] = ASKED.nurse): AnswerFacts => ({
  question,
  criteria: rubricFor(question.kind).criteria.map(({ id, label, note }) => ({ id, label, note })),
  answer,
});

/** What was found, with `-` and `*` where the table leaves it open and it fits. */
function readAs({ to, reads, text }: SampleAnswer): string {
  const { criteria } = readAnswer(factsOf(text, ASKED[to]));
  return criteria
    .map(({ shown }, index) => {
      const wanted = reads.charAt(index);
      return wanted === '*' || (wanted === '-' && shown !== 'yes') ? wanted : MARK[shown];
    })
    .join('');
}

describe('the rules for answers', () => {
  it('know at least forty answers', () => expect(ANSWERS.length).toBeGreaterThanOrEqual(40));

  it.each(ANSWERS.map((answer) => [answer.name, answer] as const))('read %s', (_name, answer) => {
    expect(readAs(answer)).toBe(answer.reads);
  });
});

describe('a second language', () => {
  const read = ({ to, text }: SampleAnswer) => readAnswer(factsOf(text, ASKED[to])).criteria;
  const worth = { yes: 2, partly: 1, no: 0 } as const;
  /** In half criteria: by how much the two differ. */
  const difference = (one: SampleAnswer, other: SampleAnswer) => {
    const found = read(other);
    return read(one)
      .map(({ shown }, index) => Math.abs(worth[shown] - worth[found[index]?.shown ?? 'no']))
      .reduce((sum, each) => sum + each, 0);
  };
  const dated = ANSWERS.filter(({ text }) => namesTime(text));

  it.each(ANSWERS.map((answer) => [answer.name, answer] as const))(
    'loses nothing by its articles: %s',
    (_name, answer) => {
      expect(difference({ ...answer, text: withoutArticles(answer.text) }, answer)).toBe(0);
    },
  );

  it.each(dated.map((answer) => [answer.name, answer] as const))('loses nothing by its tense: %s', (_name, answer) => {
    for (const text of [inPresent(answer.text), withoutArticles(inPresent(answer.text))])
      expect(difference({ ...answer, text }, answer)).toBeLessThanOrEqual(1);
  });

  it('is tried on many stories', () => expect(dated.length).toBeGreaterThanOrEqual(20));
});

const OTHER_KINDS: readonly (readonly [title: string, kind: string, shown: string, text: string])[] = [
  [
    'a technical answer with its steps',
    'technical',
    'approach reason own_example checkable check',
    'First I look at the slowest query because it costs most, then I read its plan. Last month I added an ' +
      'index that cut it from 900 ms to 40 ms. Afterwards I compared the dashboard before and after.',
  ],
  [
    'a technical answer that only names tools',
    'technical',
    '',
    'Kubernetes, Kafka, Terraform and Grafana are what modern teams should know these days.',
  ],
  [
    'a situational answer in full',
    'situational',
    'approach reason people check',
    'First I would make the place safe, because nobody may get hurt. Then I would tell my manager and ' +
      'explain it to the customer. After that I would follow up the next day to see whether it worked.',
  ],
  [
    'a situational answer without people',
    'situational',
    'approach',
    'I would look at the list first and then I would sort it by date and do one after another.',
  ],
  [
    'an opening that links both sides',
    'opening',
    'link own_example own_action checkable',
    'I applied because your hospital trains its own nurses. In the last 3 years I looked after surgical ' +
      'patients, and I mentored four students. I would bring that to this role.',
  ],
  [
    'an opening about nothing',
    'opening',
    '',
    'Well, what can one say about oneself, that is always hard for everybody, is it not?',
  ],
];

describe('the rules for other kinds of question', () => {
  it.each(OTHER_KINDS.map(([title, ...rest]) => [title, rest] as const))('read %s', (_title, [kind, shown, text]) => {
    const { criteria } = readAnswer(factsOf(text, { ...ASKED.nurse, kind }));
    const found = criteria.filter((criterion) => criterion.shown === 'yes' && criterion.criterionId !== 'relevant');
    expect(found.map(({ criterionId }) => criterionId).join(' ')).toBe(shown);
  });
});

describe('what the rules quote', () => {
  it.each(ANSWERS.map((answer) => [answer.name, answer] as const))('is a short clause: %s', (_name, { to, text }) => {
    const { criteria, star } = readAnswer(factsOf(text, ASKED[to]));
    for (const { start, end } of [...criteria, ...star].flatMap(({ spans }) => spans)) {
      const quote = text.slice(start, end);
      expect(quote.split(/\s+/u).length, quote).toBeLessThanOrEqual(25);
      expect(quote).toMatch(/^[\p{L}\p{N}£$€“"'‘(].*[\p{L}\p{N}%+#\p{M}]$/su);
    }
  });

  it('does not grow with the length of a sentence without punctuation', () => {
    const text = `last month ${'i called the doctor and then i checked the chart while the nurse prepared the pump '.repeat(20)}`;
    const { criteria } = readAnswer(factsOf(text));
    for (const { start, end } of criteria.flatMap(({ spans }) => spans))
      expect(text.slice(start, end).split(' ').length).toBeLessThanOrEqual(22);
  });

  it('tells a group from a person', () => {
    expect(readAnswer(factsOf('We called the doctor and we checked the pump together.')).speaksAsGroup).toBe(true);
    expect(readAnswer(factsOf('We called the doctor and I checked the pump.')).speaksAsGroup).toBe(false);
  });
});
