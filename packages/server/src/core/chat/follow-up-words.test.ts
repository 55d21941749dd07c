import { describe, expect, it } from 'vitest';
import { ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { feedbackService } from '../feedback/feedback-service.ts';
import type { FeedbackEvent, WeakPart } from '../feedback/ports.ts';
import { CRITERION_IDS, followUpPart, rubricFor } from '../feedback/rubric.ts';
import { followUp, questions } from '../interview/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { wordsToTakeUp } from './follow-up-words.ts';
import { only, sendTurn, testApp } from './test-app.suite.ts';
import { withCriteria } from './with-criteria.ts';

const call = {
  scope: scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } }),
  signal: new AbortController().signal,
};
const rules = ruleEngine({ clock: manualClock(), wordDelayMs: 0 });
const ANSWERS = [
  'I rang the customer and said sorry to her, and I did it on the same day.',
  'On a night shift in November one of my patients became very restless. I sat down with her and I checked her pulse.',
  'Because I like to work with people and your advert says that you train on the job, I applied.',
  'First I look at the display, then I check the sensors, and after that I call the electrician on duty.',
  '- Old till system, 14 shops\n- My job: move them without closing one\n- Ran both tills side by side for a week',
] as const;
const quoteIn = (text: string): string => /“([^”]*)”/u.exec(text)?.[1] ?? '';
const judge = async (kind: string, answer: string): Promise<{ event: FeedbackEvent; weakest: WeakPart | undefined }> =>
  feedbackService(rules, rubricFor).judge(
    {
      question: { questionId: 'q', text: 'What was it?', kind, competencyIds: [], looksFor: [] },
      messageId: 'msg_1',
      answer,
      number: 1,
      knownTexts: [],
    },
    call,
  );

const STORY_ONLY =
  /\b(?:how did it end|what did you do first|were you responsible|how did it go|set the scene|what was different afterwards)\b/iu;
const kinds = [
  ...new Set(
    questions.map(
      ({ kind, text }) =>
        withCriteria({ type: 'question', questionId: 'q', text, kind, stage: 's', attempt: 1, lookingFor: [] })
          .judgedAs ?? '',
    ),
  ),
];

describe('[N-12] a follow-up', () => {
  it.each(kinds)('takes up at least three words of the answer, to the letter: %s', async (kind) => {
    for (const answer of ANSWERS) {
      const { event, weakest } = await judge(kind, answer);
      if (weakest === undefined || event.result !== 'scored') continue;
      const words = wordsToTakeUp(event, weakest) ?? '';
      expect(answer).toContain(words);
      expect(words.split(/\s+/u).length, words).toBeGreaterThanOrEqual(3);
      expect(words.split(/\s+/u).length, words).toBeLessThanOrEqual(14);
    }
  });

  it('asks for parts of a story only where a story is asked for', () => {
    for (const kind of kinds) {
      const { criteria } = rubricFor(kind);
      const isStory = criteria.some(({ id }) => id === 'occasion');
      for (const { id } of criteria) {
        const part = followUpPart(id, criteria);
        if (part === undefined) throw new Error(`${kind} has no follow-up for ${id}`);
        for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
          if (!isStory) expect(followUp(part, seed), `${kind} ${id}`).not.toMatch(STORY_ONLY);
      }
    }
    expect(CRITERION_IDS.map((id) => followUpPart(id, rubricFor('motivation').criteria))).not.toContain(undefined);
  });

  it('never ends a quote in the middle of a phrase, nor quotes a quote', () => {
    const criteria = (text: string) => [
      { criterionId: 'own_action', label: '', shown: 'yes', note: '', quotes: [{ text, start: 0, end: text.length }] },
    ];
    const event = (text: string, answer = text) => ({ criteria: criteria(text), answer }) as unknown as FeedbackEvent;
    expect(
      wordsToTakeUp(
        event('I asked both of them into the office on Monday and listened to the and I wrote it down'),
        'result',
      ),
    ).toBe('I asked both of them into the office on Monday and listened');
    expect(wordsToTakeUp(event('He said “no”', 'He said “no”. I called the police at once.'), 'result')).toBe(
      'I called the police at once',
    );
    expect(wordsToTakeUp(event('Two words'), 'result')).toBeUndefined();
  });

  it('is asked at most twice for one question, and then the coach goes on', async () => {
    const app = await testApp({ engine: rules });
    const { id } = await app.chats.create(app.scope, {});
    await sendTurn(app, id, 'Ask me a behavioural question');
    const answer = async (text: string) => {
      const facts = await sendTurn(app, id, text);
      const said = facts.flatMap((fact) => (fact.type === 'token' ? [fact.text] : [])).join('');
      return { said, event: only(facts, 'feedback') };
    };
    const first = await answer('I asked the doctor to come and I checked the pulse of the patient again.');
    expect(first.said).toContain('?');
    expect(first.event.answer).toContain(quoteIn(first.said.slice(first.said.indexOf('You said'))));
    const second = await answer('It took 5 minutes.');
    expect(second.said).toContain('You said “');
    const third = await answer('She was a bit better.');
    expect(third.event.score?.met).toBeLessThan(6);
    expect(third.said).not.toContain('?');
    expect(third.said).not.toContain('This answer stands');
    expect(third.said).toContain('“next”');
  });
});
