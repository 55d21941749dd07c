import { checkEvidence } from '../packages/server/src/core/feedback/evidence-check.ts';
import type { FeedbackEvent } from '../packages/server/src/core/feedback/ports.ts';
import { quotedSpan } from '../packages/server/src/core/feedback/quoted-span.ts';
import { questionOf } from '../packages/server/src/core/interview/bank.ts';
import type { SessionFact } from '../packages/server/src/core/sessions/ports.ts';
import { built, memoryAppStorage, NO_READER } from './built-server.ts';
import type { SampleAnswer } from './sample-answers.ts';

/** What one judgement of one answer came to. */
export type Judgement = {
  /** `none`: what was said was not taken for an answer. */
  readonly kind: FeedbackEvent['result'] | 'none';
  readonly score: FeedbackEvent['score'] | undefined;
  /** By the criterion's id. */
  readonly shown: ReadonlyMap<string, string>;
  /** Quotes of the model that do not stand in the words that may count. */
  readonly droppedQuotes: number;
  readonly tokens: number;
};

/** A judgement that did not come. `code` is of the error a candidate would see, `why` what the vendor said to the operator. */
export class NotJudged extends Error {
  override readonly name = 'NotJudged';

  constructor(code: string, detail: string, why: string | undefined) {
    super(`${code}: ${detail}${why === undefined ? '' : ` (${why})`}`);
  }
}

const SCOPE = { tenantId: 'ten_bench', subject: { kind: 'candidate', id: 'bench' } } as const;
const UNLIMITED = '1000000000';

/** The whole app with the model that the environment names, and its log in memory. */
export async function answerJudge(env: Readonly<Record<string, string | undefined>>) {
  const config = built.readConfig({ ...env, REHEARSAL_WORD_DELAY_MS: '0', TURNS_PER_MINUTE: UNLIMITED });
  const storage = memoryAppStorage();
  const listener = outputListener();
  let why: string | undefined;
  const onModelFailure = ({ kind, message }: { kind: string; message: string }) =>
    (why = `${kind}: ${message.slice(0, 300)}`);
  const app = await built.compose(
    config,
    { publicUrl: 'http://localhost' },
    { storage, reader: NO_READER, tracer: listener.tracer, onModelFailure },
  );
  const { chats } = app.services;
  const scope = built.scopeFor(SCOPE);
  return {
    model: nameOf(config.models.coach),
    /** One turn in a chat of its own, in which the question is open. Throws `NotJudged`. */
    async judged(sample: SampleAnswer): Promise<Judgement> {
      const { id } = await chats.create(scope, {});
      const head = await storage.sessions.head(scope, id);
      if (head === undefined) throw new Error('The chat has no log.');
      // The coach picks questions by itself. So that everybody gets the same one, it is put as if it had been asked.
      const facts = questionFacts(sample.questionId).map((fact) => ({ at: built.systemClock.now(), fact }));
      await storage.sessions.write([{ scope, sessionId: id, expected: head.position, facts }]);
      listener.forget();
      why = undefined;
      const { turnId, after } = await chats.turn(scope, id, { text: sample.text });
      const said: SessionFact[] = [];
      for await (const { fact } of chats.events(scope, id, {
        after,
        signal: new AbortController().signal,
        untilTurnEnds: turnId,
      }))
        said.push(fact);
      const error = ofType(said, 'error');
      if (error !== undefined) throw new NotJudged(error.code, error.message, why);
      const feedback = ofType(said, 'feedback');
      const { inputTokens = 0, outputTokens = 0 } = ofType(said, 'usage') ?? {};
      return {
        kind: feedback?.result ?? 'none',
        score: feedback?.score,
        shown: new Map(feedback?.criteria.map(({ criterionId, shown }) => [criterionId, shown])),
        droppedQuotes: droppedIn(listener.outputs(), sample),
        tokens: inputTokens + outputTokens,
      };
    },
    close: () => app.close({ drainMs: 1_000 }),
  };
}

function nameOf(name: ReturnType<typeof built.readConfig>['models']['coach']): string {
  return name.provider === 'rehearsal' ? name.provider : `${name.provider}:${name.model}`;
}

function questionFacts(questionId: string): SessionFact[] {
  const question = questionOf(questionId);
  if (question === undefined) throw new Error(`The bank has no question ${questionId}.`);
  const { text, kind, stage, looksFor, competencyIds, starHints } = question;
  return [
    {
      type: 'question',
      questionId,
      text,
      kind,
      stage,
      attempt: 1,
      lookingFor: [...looksFor],
      competencies: [...competencyIds],
      outline: { ...starHints },
    },
    { type: 'done', turnId: 'trn_asked' },
  ];
}

function ofType<Type extends SessionFact['type']>(
  facts: readonly SessionFact[],
  type: Type,
): Extract<SessionFact, { type: Type }> | undefined {
  return facts.find((fact): fact is Extract<SessionFact, { type: Type }> => fact.type === type);
}

/** Keeps what the model wrote, which no client ever receives. */
function outputListener() {
  let outputs: string[] = [];
  const tracer: NonNullable<Parameters<typeof built.compose>[2]>['tracer'] = {
    withContent: true,
    begin: () => ({
      set: ({ 'gen_ai.output.messages': said }) => {
        if (typeof said === 'string') outputs.push(said);
      },
      end: () => undefined,
    }),
  };
  return { tracer, outputs: (): readonly string[] => outputs, forget: () => (outputs = []) };
}

/** Of the reading that counted, which is the last one. */
function droppedIn(outputs: readonly string[], { text, questionId }: SampleAnswer): number {
  const read = checkEvidence({
    said: text,
    answer: text,
    question: questionOf(questionId)?.text ?? '',
    knownTexts: [],
    anyLanguage: true,
  });
  const reading = outputs.map(readingIn).findLast((value) => value !== undefined);
  if (read.name === 'rejected' || reading === undefined) return 0;
  return quotesIn(reading).filter((quote) => quotedSpan(quote, read.evidence) === undefined).length;
}

/** The reading of an answer that one output of the model holds. */
function readingIn(output: string): object | undefined {
  // The one message of the span, as the semantic conventions have it.
  const [message] = JSON.parse(output) as { parts: { content?: string }[] }[];
  const text = message?.parts.map(({ content = '' }) => content).join('') ?? '';
  try {
    const value: unknown = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
    return typeof value === 'object' && value !== null && 'criteria' in value ? value : undefined;
  } catch {
    return undefined;
  }
}

function quotesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'quotes' && Array.isArray(inner) ? inner.map(String) : quotesIn(inner),
  );
}
