import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ANSWERS, ASKED } from '../../adapters/models/rules/answers.suite.ts';
import { ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { concernIn } from './concern.ts';
import { REFUSED_ANSWERS } from './denied-and-harmful-answers.suite.ts';
import { checkEvidence } from './evidence-check.ts';
import { feedbackService } from './feedback-service.ts';
import { HONEST_ANSWERS } from './honest-answers.suite.ts';
import { LOW_ANSWERS } from './low-answers.suite.ts';
import { rubricFor } from './rubric.ts';

const service = feedbackService(ruleEngine({ clock: manualClock(), wordDelayMs: 0 }), rubricFor);
const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });

type Asked = { readonly text: string; readonly kind?: string; readonly requirement?: string | undefined };

async function judged(answer: string, { text, kind = 'behavioural', requirement }: Asked) {
  const question = {
    questionId: 'q',
    text,
    kind,
    competencyIds: [],
    looksFor: [],
    ...(requirement === undefined ? {} : { requirement }),
  };
  const attempt = { question, messageId: 'msg_1', answer, number: 1, knownTexts: [text] };
  return (await service.judge(attempt, { scope, signal: new AbortController().signal })).event;
}

/** What a candidate never reads about an answer that stands on nothing. */
const CONTENT = /keep it as it is|answer stands|nothing important is missing/iu;
const LABEL = /\byou are (?:a|an|not)\b|dishonest|criminal|liar|thief|abus|cruel|unprofessional|unfit|guilty|shame/iu;

describe('an answer that gets no score', () => {
  it('is known in many trades', () => expect(REFUSED_ANSWERS.length).toBeGreaterThanOrEqual(60));

  it.each(REFUSED_ANSWERS.map((row) => [row.reason, row.text, row] as const))(
    '[N-12] is %s: %s',
    async (reason, text, { question }) => {
      const event = await judged(text, { text: question });
      const concerns = ['harm', 'dishonest', 'confidential'].includes(reason);
      expect(event).toMatchObject({
        result: 'insufficient_evidence',
        reason: concerns ? 'concern' : reason,
        strengths: [],
        star: [],
      });
      expect(event.concern).toBe(concerns ? reason : undefined);
      expect(event.score).toBeUndefined();
      expect(event.criteria.every(({ shown }) => shown === 'no')).toBe(true);
      expect(`${event.reasonText} ${event.nextStep}`).not.toMatch(CONTENT);
      expect(`${event.reasonText} ${event.nextStep}`).not.toMatch(LABEL);
    },
  );

  it.each([
    ['asdf jkl shoes fjfj qwe blorp hhhh zxcv customer nnnn gggg ok', 'gibberish'],
    ['qwertz uiop lkjh bnm vvvv sdfg the the rtrtrt mmmm dfgh done', 'gibberish'],
    [
      'I helped the old man with his bags. I helped the old man with his bags. I helped the old man with his bags. Then he went.',
      'gibberish',
    ],
  ])('is no answer at all: %s', async (text, reason) => {
    expect(await judged(text, { text: 'Tell me about a customer.' })).toMatchObject({ reason });
  });

  it('may say what somebody is bad at where that was asked', () => {
    const said =
      'I did not fail at anything, I was never late and I did not lose a customer. But I was not patient with forms.';
    const question = 'What is your biggest weakness?';
    expect(checkEvidence({ said, answer: said, question, kind: 'opening', knownTexts: [] }).name).toBe('accepted');
  });
});

describe('an honest answer', () => {
  it('is tried in more than a hundred forms', () =>
    expect(HONEST_ANSWERS.length + ANSWERS.length).toBeGreaterThanOrEqual(100));

  it.each(HONEST_ANSWERS)('[N-12] to “%s” (%s) is judged in full: %s', async (question, kind, text) => {
    const event = await judged(text, { text: question, kind });
    expect(event).not.toHaveProperty('concern');
    expect(event.reason === undefined || event.reason === 'off_topic').toBe(true);
    expect(event).not.toHaveProperty('answersQuestion');
    expect(event.reasonText ?? '').not.toMatch(/names nothing|usually do|could not follow|another question/u);
  });

  it.each(
    ANSWERS.filter(({ reads }) => reads.startsWith('y')).map(({ name, to, text }) => [name, ASKED[to], text] as const),
  )('keeps its score: %s', async (_name, { text: question, requirement }, text) => {
    const event = await judged(text, { text: question, requirement });
    expect(event.result).toBe('scored');
    expect(event.score).not.toHaveProperty('thin');
  });
});

describe('an answer that names nothing, or no occasion', () => {
  it.each(LOW_ANSWERS.map((row) => [row[0], row[1], row[2], row] as const))(
    '[N-12] to “%s” (%s) gets little, and the reason: %s',
    async (...row) => {
      const [question, kind, text, most, requirement] = row[3];
      const event = await judged(text, { text: question, kind, requirement });
      expect(event.score?.met ?? 0).toBeLessThanOrEqual(most);
      expect(event.reasonText).toBeDefined();
      expect(`${event.reasonText} ${event.nextStep}`).not.toMatch(CONTENT);
      expect(event.strengths).toEqual([]);
      const sum = event.criteria.reduce((total, { shown }) => total + { yes: 1, partly: 0.5, no: 0 }[shown], 0);
      expect(event.score?.met ?? 0).toBe(sum);
    },
  );

  it('is said to belong to another question where it plainly does', async () => {
    const [question, , text] = LOW_ANSWERS.find(([asked]) => asked.includes('no language')) ?? ['', '', ''];
    expect(await judged(text, { text: question })).toMatchObject({ answersQuestion: false, score: { thin: true } });
  });
});

describe('whose act it was', () => {
  it.each([
    ['I locked him in the cellar until noon.', 'harm'],
    ['My colleague locked him in the cellar until noon.', undefined],
    ['I saw my colleague lock him in the cellar.', undefined],
    ['I was told that she had slapped him.', undefined],
    ['I never slapped him, I left the room.', undefined],
    ['I slapped him.', 'harm'],
    ['The boss told me to forge the signature, so I did it.', 'dishonest'],
    ['The boss told me to forge the signature and I refused.', undefined],
    ['I forged the signature.', 'dishonest'],
    ['I found that somebody had forged the signature.', undefined],
    ['I forged the signature. I owned up the next day and told her the truth.', undefined],
    ['I stopped him before he hit her.', undefined],
  ])('%s', (text, concern) => expect(concernIn(text)).toBe(concern));
});

type Row = { kind: string; question: string; answer: string; requirement?: string; expect: Record<string, unknown> };
// The file of cases has this shape.
const { cases } = JSON.parse(
  readFileSync(new URL('../../../../../tests/cases/practice/judging.json', import.meta.url), 'utf8'),
) as { cases: Row[] };

describe('the cases of practice', () => {
  const byKind = (kind: string) => {
    const row = cases.find((one) => one.kind === kind);
    if (row === undefined) throw new Error(`No case is called ${kind}.`);
    return judged(row.answer, { text: row.question, requirement: row.requirement });
  };

  it.each([
    ['negated', 'nothing_done', undefined],
    ['no experience', 'does_not_know', undefined],
    ['harm', 'concern', 'harm'],
    ['confidential', 'concern', 'confidential'],
  ])('[N-12] %s gives no score', async (kind, reason, concern) => {
    const event = await byKind(kind);
    expect(event).toMatchObject({ result: 'insufficient_evidence', reason, strengths: [] });
    expect(event.concern).toBe(concern);
    expect(event.nextStep).not.toMatch(CONTENT);
  });

  it.each([
    ['cue words without content', 1],
    ['cue words with the requirement pasted in', 1],
    ['absurd content', 2],
    ['habit is no occasion', 1],
  ])('[N-12] %s comes to no more than %d', async (kind, most) => {
    const event = await byKind(kind);
    expect(event.score?.met ?? 0).toBeLessThanOrEqual(most);
    expect(event.nextStep).not.toMatch(CONTENT);
  });

  it('[N-12] another question is said to be one', async () => {
    expect(await byKind('another question')).toMatchObject({ answersQuestion: false });
  });

  it('[N-12] rambling is told its length, and what to leave out', async () => {
    const wander =
      'Well, I grew up near the canal and my uncle had a dog called Rex, who once ate a whole cake at a wedding. ' +
      'Then I lived in Leeds for a while, and the flat was damp, so I moved, and the new flat was above a bakery. ';
    const story =
      'In 2019 I was responsible for the stock room of a chemist. I counted 400 lines and found 12 missing. ';
    const event = await judged(wander.repeat(14) + story, { text: 'Tell me about yourself.', kind: 'opening' });
    expect(event.length?.words).toBeGreaterThan(400);
    expect(event.length?.text).toMatch(/^\d+ words, about \d½? minutes aloud; .*leave out .*“Well, I grew up/u);
    expect(event.nextStep).toMatch(/under two minutes/u);
    expect(event.nextStep).not.toMatch(CONTENT);
  });
});
