import { chatIntent } from '../packages/server/src/core/chat/decisions.ts';
import { answerReading, type AnswerFacts } from '../packages/server/src/core/feedback/decisions.ts';
import type { Decision, DecisionResult, Engine } from '../packages/server/src/core/engine/ports.ts';
import { scopeFor } from '../packages/server/src/core/tenancy/scope.ts';
import { CountingMeter } from './evaluated-engine.ts';
import type { LabelledSet, Shown } from './labelled-set.ts';

type Reading = (answer: AnswerFacts) => (criterionId: AnswerFacts['criteria'][number]['id']) => Shown;
type Intent = (text: string) => 'answer' | 'other';

/** An engine that finds in every answer what `shown` says, in all of its words, and costs a hundred tokens a decision. */
export function readingEngine(shown: Reading, intent: Intent): Engine {
  const answerOf = (decision: { readonly name: string }, facts: unknown): unknown => {
    if (decision.name === chatIntent.name) return { intent: intent(chatIntent.facts.parse(facts).text) };
    const read = answerReading.facts.parse(facts);
    const spans = [{ start: 0, end: read.answer.length }];
    const criteria = read.criteria.map(({ id }) => ({ criterionId: id, shown: shown(read)(id), spans }));
    return { criteria, star: [], speaksAsGroup: false };
  };
  return {
    kind: 'rehearsal',
    label: '',
    knownAnswer: () => undefined,
    runDecision: async <Facts, Answer>(decision: Decision<string, Facts, Answer>, facts: Facts, call: EngineCall) => {
      await call.meter?.record({ modelId: 'reading', inputTokens: 90, outputTokens: 10 });
      const usage = { inputTokens: 90, outputTokens: 10 };
      return { answer: decision.answer.parse(answerOf(decision, facts)), by: 'model', usage } as DecisionResult<Answer>;
    },
    async *streamReply() {
      yield { type: 'text', text: 'Thank you.' };
    },
  };
}

type EngineCall = Parameters<Engine['runDecision']>[2];

/** An engine that reads exactly what is labelled. */
export function labelledEngine({ occupations, asides }: LabelledSet): Engine {
  const labels = occupations.flatMap(({ answers }) => answers);
  return readingEngine(
    ({ answer }) =>
      (id) =>
        labels.find(({ text }) => text === answer)?.criteria[id] ?? 'no',
    (text) => (asides.some((aside) => aside.text === text) ? 'other' : 'answer'),
  );
}

export function callWithMeter() {
  const meter = new CountingMeter();
  const scope = scopeFor({ tenantId: 'ten_evaluate', subject: { kind: 'candidate', id: 'evaluate' } });
  return { meter, call: { scope, signal: new AbortController().signal, meter } };
}
