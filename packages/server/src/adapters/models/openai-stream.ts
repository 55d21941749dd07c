import { ModelFailure } from '../../core/engine/model.ts';
import { EventLines } from './event-lines.ts';
import { ChunkReader } from './openai-chunks.ts';

/** What is read of a body that is no event stream. An answer of a model is far below it. */
const MOST_BODY_CHARACTERS = 4_000_000;

/**
 * `fetch` for servers with OpenAI's protocol. Whatever they answer with 200 leaves it as the event stream of
 * the API reference: one JSON document, lines without blank lines between them, other names of things. An error inside a 200
 * leaves it with the status of an error, and a web page as a failure.
 */
export async function dialectFetch(...asked: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...asked);
  if (!response.ok || response.body === null) return response;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const { text, done } = await begun(reader).catch(cut);
  const first = text.charAt(0);
  if (first === '<') {
    await reader.cancel().catch(() => undefined);
    throw new ModelFailure(
      'rejected',
      `${addressOf(response)}${response.status} A web page came instead of an answer.`,
    );
  }
  if (first === '{' || first === '[') {
    const document = await documentIn(reader, { text, done });
    return document.error === undefined
      ? eventStream(response, each(document.frames))
      : refusal(response, document.error);
  }
  return eventStream(response, framesOf(reader, text), () => reader.cancel().catch(() => undefined));
}

type Reader = ReadableStreamDefaultReader<string>;

/** A server that has answered and breaks off has not refused. */
function cut(): never {
  throw new ModelFailure('cut', 'The stream ended without its end.');
}

/** The text up to the first that is no blank. */
async function begun(reader: Reader): Promise<{ text: string; done: boolean }> {
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text = `${text}${value ?? ''}`.replace(/^[\uFEFF\s]+/u, '');
    if (done || text !== '') return { text, done };
  }
}

type Document = { readonly error?: { status: number; body: string }; readonly frames: readonly string[] };

/** A body of JSON: an error, a whole completion, or JSON in lines. */
async function documentIn(reader: Reader, read: { text: string; done: boolean }): Promise<Document> {
  let { text, done } = read;
  while (!done && text.length < MOST_BODY_CHARACTERS) {
    const next = await reader.read();
    done = next.done;
    text += next.value ?? '';
  }
  if (!done) await reader.cancel().catch(() => undefined);
  const chunks = new ChunkReader();
  const frames = isJson(text) ? chunks.take(text) : linesOf(text, chunks);
  const [first] = frames;
  const error = first === undefined ? undefined : errorIn(first);
  // A whole document that came to its end is an end, whatever word it has for it.
  const rest = isJson(text) ? [...frames, ...chunks.done()] : frames;
  return { ...(error === undefined ? {} : { error }), frames: rest };
}

function linesOf(text: string, chunks: ChunkReader): string[] {
  const lines = new EventLines();
  return [...lines.take(text), ...lines.end()].flatMap((data) => chunks.take(data));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** An error in the form that `ChunkReader` gives to all of them. */
function errorIn(frame: string): { status: number; body: string } | undefined {
  const { error } = JSON.parse(frame) as { error?: { code?: unknown } };
  if (error === undefined) return undefined;
  const code = Number(error.code);
  return { status: code >= 400 && code < 600 ? code : 500, body: frame };
}

async function* each(frames: readonly string[]): AsyncGenerator<string> {
  yield* frames;
}

async function* framesOf(reader: Reader, begin: string): AsyncGenerator<string> {
  const lines = new EventLines();
  const chunks = new ChunkReader();
  let text = begin;
  for (;;) {
    for (const data of lines.take(text)) yield* chunks.take(data);
    const { done, value } = await reader.read();
    if (done) break;
    text = value;
  }
  for (const data of lines.end()) yield* chunks.take(data);
}

/** `stop` ends the reading at once: a generator that waits for its source cannot be asked to. */
function eventStream(
  response: Response,
  frames: AsyncIterable<string>,
  stop: () => Promise<void> = async () => undefined,
): Response {
  const source = frames[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(`data: ${value}\n\n`));
    },
    cancel: stop,
  });
  return answerOf(response, { body, status: response.status, type: 'text/event-stream' });
}

function refusal(response: Response, { status, body }: { status: number; body: string }): Response {
  return answerOf(response, { body, status, type: 'application/json' });
}

function answerOf(
  { headers: given }: Response,
  { body, status, type }: { body: ReadableStream<Uint8Array> | string; status: number; type: string },
): Response {
  const headers = new Headers(given);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  headers.set('content-type', type);
  return new Response(body, { status, headers });
}

/** Without a query, which may hold a key. */
function addressOf({ url }: Response): string {
  if (!URL.canParse(url)) return '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}: `;
}
