import * as z from 'zod';
import { ServiceError } from '../kernel/service-error.ts';
import { jsonIn } from './lenient-json.ts';
import { type ModelClient, streamModel } from './model-retry.ts';
import type { JsonSchema, ModelMessage, ModelRequest } from './model.ts';
import type { Call, DecisionResult, Decision } from './ports.ts';
import { asData, type Prompt, rendered } from './prompt.ts';
import { VisibleText } from './visible-text.ts';

const OUTPUT_TOKENS = 4_096;
const ANSWER_LIMIT = 200_000;
/** What is searched for thoughts of an answer that is not JSON alone. */
const FILTERED = 50_000;
/** The first answer and one repair. */
const TRIES = 2;

const schemas = new WeakMap<object, JsonSchema>();

/** Runs a decision with a language model: asks, validates, asks for one repair, then takes the declared default. */
export async function runDecision<Facts, Answer>(
  client: ModelClient & { prompt: Prompt },
  { decision, facts }: { decision: Decision<string, Facts, Answer>; facts: Facts },
  call: Call,
): Promise<DecisionResult<Answer>> {
  const checked = decision.facts.parse(facts);
  // Facts are objects; their keys are the slots of the prompt.
  const { system, turn } = rendered(client.prompt, checked as Readonly<Record<string, unknown>>);
  const messages: ModelMessage[] = [said(turn === '' ? 'Answer now.' : turn)];
  const provenance = { modelId: client.model.id, prompt: client.prompt.hash };
  const usage = { inputTokens: 0, outputTokens: 0 };
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const request: ModelRequest = {
      system,
      messages,
      tools: [],
      answer: { name: decision.name.replaceAll('.', '_'), schema: schemaOf(decision) },
      maxOutputTokens: decision.outputTokens ?? OUTPUT_TOKENS,
      temperature: 0,
    };
    const text = answerWords(await wholeAnswer(client, request, { ...call, usage }), client);
    const read = answerIn(text, decision, checked);
    if ('answer' in read) return { answer: read.answer, by: 'model', usage, provenance };
    messages.push(
      { role: 'assistant', blocks: [{ type: 'text', text: text.trim() === '' ? '(nothing)' : text.slice(0, 8_000) }] },
      said(`That is not an answer I can read: ${read.wrong}. Answer again, with one JSON object and nothing else.`),
    );
  }
  return { answer: decision.fallback(checked), by: 'fallback', usage, provenance };
}

const said = (text: string): ModelMessage => ({ role: 'user', blocks: [{ type: 'text', text }] });

/** The whole text of one answer. Its tokens are added to `usage`. */
async function wholeAnswer(
  client: ModelClient,
  request: ModelRequest,
  { usage, ...call }: Call & { usage: { inputTokens: number; outputTokens: number } },
): Promise<string> {
  let text = '';
  for await (const event of streamModel(client, request, call)) {
    if (event.type === 'text') text += event.text;
    if (event.type === 'usage') {
      usage.inputTokens += event.inputTokens;
      usage.outputTokens += event.outputTokens;
    }
    if (event.type === 'finished' && event.reason === 'filtered') throw new ServiceError('answer_withheld');
    if (text.length > ANSWER_LIMIT) break;
  }
  return text;
}

/**
 * The model's text parsed as the answer of the decision, or what is wrong with it, in words that a model can act on.
 */
function answerIn<Facts, Answer>(
  text: string,
  decision: Decision<string, Facts, Answer>,
  facts: Facts,
): { answer: Answer } | { wrong: string } {
  const value = objectIn(text);
  if (value === undefined) return { wrong: 'it is not one JSON object' };
  const { inWords: words } = decision;
  if (words === undefined) return checkedAnswer(decision.answer.safeParse(value));
  const shaped = words.shape.safeParse(value);
  if (!shaped.success) return { wrong: issuesOf(shaped.error) };
  // `read` takes what its own `shape` has parsed: the pair is made in one place, see `inWords`.
  return checkedAnswer(decision.answer.safeParse(words.read(shaped.data as never, facts)));
}

function checkedAnswer<Answer>(parsed: z.ZodSafeParseResult<Answer>): { answer: Answer } | { wrong: string } {
  return parsed.success ? { answer: parsed.data } : { wrong: issuesOf(parsed.error) };
}

function issuesOf({ issues }: z.ZodError): string {
  return issues
    .slice(0, 6)
    .map(({ path, message }) => asData(`${path.join('.') || 'the object'}: ${message}`))
    .join('; ');
}

/** The answer without thoughts and marks. What is JSON as it stands needs none taken out. */
function answerWords(text: string, { habit }: ModelClient): string {
  if (isObject(text)) return text;
  const visible = new VisibleText({ tools: [], held: true });
  const words = `${visible.take(text.slice(0, FILTERED))}${visible.end(true)}`;
  habit?.learn(visible, { inWords: false });
  return words;
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** The JSON object of a text: models like to put words or a fence around it. Of several, the last: models correct themselves. */
function objectIn(text: string): unknown {
  return jsonIn(text).findLast(({ value }) => !Array.isArray(value))?.value;
}

function schemaOf({ answer, inWords: words }: { answer: z.ZodType; inWords?: { shape: z.ZodType } }): JsonSchema {
  const shape = words?.shape ?? answer;
  const known = schemas.get(shape);
  if (known !== undefined) return known;
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io: 'input' });
  schemas.set(shape, schema);
  return schema;
}

/** Ties the shape a model answers in to the code that reads it. */
export function inWords<Shaped, Facts, Answer>(
  shape: z.ZodType<Shaped>,
  read: (said: Shaped, facts: Facts) => Answer,
): NonNullable<Decision<string, Facts, Answer>['inWords']> {
  // Only `answerIn` calls `read`, with what `shape` has parsed.
  return { shape, read: read as (said: never, facts: Facts) => Answer };
}
