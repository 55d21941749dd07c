import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ANSWERS, ASKED } from '../../adapters/models/rules/answers.suite.ts';
import { ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { feedbackService } from './feedback-service.ts';
import { rubricFor } from './rubric.ts';

type Case = { readonly posting: string; readonly question: string; readonly answer: string };
// The file of a case has this shape.
const given = JSON.parse(
  readFileSync(new URL('../../../../../tests/cases/feedback/feedback-off-topic.json', import.meta.url), 'utf8'),
) as Case;

const service = feedbackService(ruleEngine({ clock: manualClock(), wordDelayMs: 0 }), rubricFor);
const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });

async function judged(answer: string, { posting, question }: Pick<Case, 'posting' | 'question'> = given) {
  const asked = { questionId: 'q', text: question, kind: 'behavioural', competencyIds: [], looksFor: [] };
  const attempt = { question: asked, messageId: 'msg_1', answer, number: 1, knownTexts: [question, posting] };
  const { event } = await service.judge(attempt, { scope, signal: new AbortController().signal });
  return event;
}

describe('feedback about an answer to something else', () => {
  it('[N-15] has no score and praises nothing', async () => {
    const event = await judged(given.answer);
    expect(event).toMatchObject({
      result: 'insufficient_evidence',
      reason: 'off_topic',
      strengths: [],
      gaps: [],
      star: [],
    });
    expect(event.score).toBeUndefined();
    expect(event.criteria.every(({ shown, quotes }) => shown === 'no' && quotes.length === 0)).toBe(true);
  });

  it.each([
    ['question_repeated', given.question],
    ['question_repeated', `${given.question} ${given.question}`],
    [
      'pasted_back',
      'Registered Nurse; clear communication with families. Registered Nurse; clear communication with families.',
    ],
    ['off_topic', 'Could you say first what the salary is, and how many days off there are in a year?'],
  ])('says %s of %j', async (reason, answer) => {
    expect(await judged(answer)).toMatchObject({ result: 'insufficient_evidence', reason });
  });

  it.each(ANSWERS.filter(({ reads }) => reads.includes('y')).map((sample) => [sample.name, sample] as const))(
    'is none where the answer shows something, without any posting: %s',
    async (_, { to, text }) => {
      expect(await judged(text, { posting: '', question: ASKED[to].text })).not.toMatchObject({ reason: 'off_topic' });
    },
  );
});
