import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { scriptedEngine } from '../../testing/scripted-engine.ts';
import type { Engine } from '../engine/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { AnswerFacts } from './decisions.ts';
import { feedbackService } from './feedback-service.ts';
import type { Attempt, FeedbackEvent } from './ports.ts';
import { rubricFor } from './rubric.ts';

const call = {
  scope: scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } }),
  signal: new AbortController().signal,
};
const rehearsal = ruleEngine({ clock: manualClock(), wordDelayMs: 0 });
const FIRST =
  'In spring the returns in our warehouse lay on the floor. I was responsible for the inbound area. I put up three racks ' +
  'and I trained the late shift. In the end nothing was older than a day.';
const ADDED = [
  'There was a risk that food would go bad, so I wanted it off the floor within a day.',
  'Because people stumbled over it.',
  'About 40 pallets a week.',
  'We did it together as a team, everybody helped.',
  'I always do it like that.',
  'If it happened again I would do the same.',
  'My lead told me that she was happy with it.',
  'It took 2 weeks.',
  'Before that, in winter, we had nothing at all.',
] as const;

const attempt = (answer: string, more: Partial<Attempt> = {}): Attempt => ({
  question: { questionId: 'q', text: 'Describe a change you made.', kind: 'role', competencyIds: [], looksFor: [] },
  messageId: 'msg_1',
  answer,
  number: 1,
  knownTexts: [],
  ...more,
});
const judge = async (engine: Engine, given: Attempt) =>
  (await feedbackService(engine, rubricFor).judge(given, call)).event;

async function added(engine: Engine, sentences: readonly string[]): Promise<FeedbackEvent[]> {
  const events = [await judge(engine, attempt(FIRST))];
  for (const said of sentences) {
    const previous = events.findLast(({ result }) => result === 'scored');
    const answer = `${previous?.answer ?? ''}\n\n${said}`;
    const more = { said, completes: true, number: events.length + 1, ...(previous && { previous }) };
    events.push(await judge(engine, attempt(answer, more)));
  }
  return events;
}

function expectNeverLess(events: readonly FeedbackEvent[]): void {
  const scored = events.filter(({ result }) => result === 'scored');
  for (const [at, event] of scored.entries()) {
    expect(event.score?.met).toBeGreaterThanOrEqual(scored[at - 1]?.score?.met ?? 0);
    expect(event.previous?.lost ?? []).toEqual([]);
    for (const { shown, quotes } of [...event.criteria, ...event.star]) {
      expect(quotes.length > 0).toBe(shown !== 'no');
      for (const { text, start, end } of quotes) expect(event.answer.slice(start, end)).toBe(text);
    }
  }
}

describe('[N-12] words that complete an answer', () => {
  it('never lower its score, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...ADDED), { minLength: 1, maxLength: 4 }), async (sentences) => {
        expectNeverLess(await added(rehearsal, sentences));
      }),
      { numRuns: 40 },
    );
  });

  it('never lower it where an engine reads the longer answer worse', async () => {
    const claim = fc.constantFrom('yes', 'partly', 'no');
    const readings = fc.array(fc.array(claim, { minLength: 6, maxLength: 6 }), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(readings, async (claims) => {
        let turn = 0;
        const engine = scriptedEngine({
          decisions: {
            'feedback.answer_reading': ({ criteria }: AnswerFacts) => ({
              criteria: criteria.map(({ id }, at) => ({
                criterionId: id,
                shown: at === 0 && turn === 0 ? 'yes' : (claims[turn]?.[at] ?? 'no'),
                spans: [{ start: 0, end: 40 }],
                ...(at === 5 && (turn += 1) && {}),
              })),
              star: [],
              speaksAsGroup: false,
            }),
          },
        });
        expectNeverLess(await added(engine, ADDED.slice(0, 3)));
      }),
      { numRuns: 60 },
    );
  });

  it('raise it by what they show, in their own words', async () => {
    const [before, after] = await added(rehearsal, [ADDED[0]]);
    expect(before?.criteria.find(({ criterionId }) => criterionId === 'reason')?.shown).toBe('no');
    const reason = after?.criteria.find(({ criterionId }) => criterionId === 'reason');
    expect(reason?.shown).not.toBe('no');
    expect(reason?.quotes[0]?.start).toBeGreaterThan(FIRST.length);
    expect(after?.score?.met).toBeGreaterThan(before?.score?.met ?? 6);
    expect(after?.previous).toMatchObject({
      added: true,
      lost: [],
      changes: expect.arrayContaining([
        expect.objectContaining({
          criterionId: 'reason',
          before: 'no',
          after: reason?.shown,
          words: reason?.quotes[0]?.text,
        }),
      ]) as unknown,
    });
  });

  it('leave everything as it was where they were said before', async () => {
    const first = await judge(rehearsal, attempt(FIRST));
    const more = {
      said: 'I put up three racks and I trained the late shift.',
      completes: true,
      previous: first,
      number: 2,
    };
    const again = await judge(rehearsal, attempt(FIRST, more));
    expect(again.criteria).toEqual(first.criteria);
    expect(again.score).toEqual(first.score);
    expect(again.previous?.changes).toEqual([]);
  });
});

describe('[N-12] a second attempt', () => {
  const BARE = 'I rang the customer and said sorry to her, and I did that on the same day.';
  const BETTER =
    'In May the parcel was on the wrong van. I rang the customer, asked when she was home, drove round at six myself and ' +
    'took it up the stairs. In the end she was happy and now asks for our van.';
  const question = { ...attempt('').question, text: 'Tell me about a delivery that went wrong.', kind: 'behavioural' };

  it('says what is new and by which words, and what it lost of the one before', async () => {
    const first = await judge(rehearsal, attempt(BARE, { question }));
    const second = await judge(rehearsal, attempt(BETTER, { question, number: 2, previous: first }));
    const outcome = second.previous?.changes?.find(({ criterionId }) => criterionId === 'outcome');
    expect(outcome).toMatchObject({ before: 'no', after: 'yes' });
    expect(BETTER).toContain(outcome?.words);
    expect(outcome?.words).toMatch(/happy|asks for our van/u);
    const third = await judge(rehearsal, attempt(BARE, { question, number: 3, previous: second }));
    const lost = third.previous?.changes?.find(({ criterionId }) => criterionId === 'outcome');
    expect(lost).toMatchObject({ before: 'yes', after: 'no' });
    expect(BETTER).toContain(lost?.words);
    expect(third.previous?.lost).toContain(lost?.label);
  });
});
