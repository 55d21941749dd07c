import { once } from 'node:events';
import {
  createServer,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import { EventStreamCodec } from '@smithy/core/event-streams';
import type { ModelUsage } from '../../core/engine/model.ts';
import type { ModelScript, ScriptedAnswer, ScriptedPart, SeenRequest } from '../../core/engine/test-model-script.ts';
import { type ConverseBody, refusalOf } from './bedrock/test-converse-rules.ts';

/** An event of the stream by its member's name in `ConverseStreamOutput`, an exception, or bytes as they are. */
export type Frame =
  | { readonly event: string; readonly payload: object }
  | { readonly exception: string; readonly payload: object }
  | Uint8Array;

/** What only Bedrock can do: any frames, and any refusal. */
export type BedrockAnswer =
  | ScriptedAnswer
  | { readonly frames: readonly Frame[] }
  | { readonly status: number; readonly errorType: string; readonly message: string };

export type BedrockScript = ModelScript | readonly BedrockAnswer[] | ((request: SeenByBedrock) => BedrockAnswer);

export type SeenByBedrock = SeenRequest & {
  readonly httpVersion: string;
  readonly modelId: string;
  readonly body: ConverseBody;
};

export type FakeBedrock = {
  /** To be given as the endpoint; `http:` is HTTP/2 without TLS to the AWS client. */
  readonly url: string;
  /** Oldest first. */
  seen(): readonly SeenByBedrock[];
  close(): Promise<void>;
};

const REFUSALS = {
  throttled: {
    status: 429,
    errorType: 'ThrottlingException',
    message: 'Too many requests, please wait before trying again.',
  },
  unavailable: {
    status: 503,
    errorType: 'ServiceUnavailableException',
    message: 'Bedrock is unable to process your request.',
  },
  forbidden: {
    status: 403,
    errorType: 'AccessDeniedException',
    message: 'User is not authorized to perform: bedrock:InvokeModelWithResponseStream',
  },
  invalid: { status: 400, errorType: 'ValidationException', message: 'The provided model identifier is invalid.' },
} as const;

const STOP_REASONS = {
  end: 'end_turn',
  tool_calls: 'tool_use',
  length: 'max_tokens',
  filtered: 'guardrail_intervened',
} as const;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : decoder.decode(bytes)),
  (text) => encoder.encode(text),
);

/** A server of Bedrock's runtime protocol on HTTP/2 that refuses what Bedrock documents to refuse and else follows the script. */
export async function fakeBedrock(
  script: BedrockScript,
  { pauseMs = 0 }: { /** Between two frames, as a model takes time to write. */ pauseMs?: number } = {},
): Promise<FakeBedrock> {
  const seen: SeenByBedrock[] = [];
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.stream.close());
  });
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
    session.on('error', () => undefined);
  });

  async function answer(request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
    const modelId = /^\/model\/([^/]+)\/converse-stream$/.exec(request.url)?.[1];
    if (request.method !== 'POST' || modelId === undefined)
      return refuse(response, { status: 404, errorType: 'UnknownOperationException', message: 'No such operation.' });
    const body = await bodyOf(request);
    const left = new Promise<void>((resolve) => {
      response.stream.once('close', () => (response.writableEnded ? undefined : resolve()));
    });
    const one = {
      path: request.url,
      headers: request.headers,
      httpVersion: request.httpVersion,
      modelId: decodeURIComponent(modelId),
      body,
      left,
    };
    seen.push(one);
    const complaint = refusalOf(one);
    if (complaint !== undefined) return refuse(response, complaint);
    const next = typeof script === 'function' ? script(one) : script[Math.min(seen.length, script.length) - 1];
    if (next === undefined) throw new Error('The script is empty.');
    await perform(response, next, { body, pauseMs });
  }

  return { url: await listening(server), seen: () => seen, close: () => closed(server, sessions) };
}

async function perform(
  response: Http2ServerResponse,
  scripted: BedrockAnswer,
  { body, pauseMs }: { body: ConverseBody; pauseMs: number },
): Promise<void> {
  if ('hang' in scripted) return;
  if ('refuse' in scripted) return refuse(response, REFUSALS[scripted.refuse], scripted.retryAfterSeconds);
  if ('status' in scripted) return refuse(response, scripted);
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  if ('frames' in scripted) {
    for (const frame of scripted.frames) await send(response, bytesOf(frame));
    response.end();
    return;
  }
  await send(response, bytesOf({ event: 'messageStart', payload: { role: 'assistant' } }));
  for (const frame of contentFrames(scripted.say, body)) {
    await send(response, bytesOf(frame));
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  await end(response, scripted, body);
}

type ScriptedReply = Extract<ScriptedAnswer, { say: unknown }>;

async function end(
  response: Http2ServerResponse,
  { ending, usage = { inputTokens: 1, outputTokens: 1 } }: ScriptedReply,
  body: ConverseBody,
): Promise<void> {
  if (ending === 'hang') return;
  if (ending === 'destroyed') {
    // The client's pong says that it has received all that was sent before.
    const { session } = response.stream;
    session?.ping(() => session.destroy());
    return;
  }
  if (ending === 'half_frame')
    await send(
      response,
      bytesOf({
        event: 'contentBlockDelta',
        payload: { contentBlockIndex: 0, delta: { text: 'never whole' } },
      }).subarray(0, 24),
    );
  else if (ending === 'error_event')
    await send(
      response,
      bytesOf({ exception: 'serviceUnavailableException', payload: { message: 'The model is overloaded.' } }),
    );
  else if (ending !== 'no_end') {
    const stopReason =
      ending === 'end' && body.toolConfig?.toolChoice !== undefined ? 'tool_use' : STOP_REASONS[ending];
    await send(response, bytesOf({ event: 'messageStop', payload: { stopReason } }));
    await send(
      response,
      bytesOf({ event: 'metadata', payload: { usage: vendorUsage(usage), metrics: { latencyMs: 12 } } }),
    );
  }
  response.end();
}

/** What was read from the cache is counted beside the other input. */
function vendorUsage({ inputTokens, outputTokens, cachedInputTokens }: ModelUsage): object {
  const cache =
    cachedInputTokens === undefined ? {} : { cacheReadInputTokens: cachedInputTokens, cacheWriteInputTokens: 0 };
  return {
    inputTokens: inputTokens - (cachedInputTokens ?? 0),
    outputTokens,
    totalTokens: inputTokens + outputTokens,
    ...cache,
  };
}

/** Runs of text and of an answer's pieces are one block each, a call is one too; text blocks have no start event. */
function contentFrames(parts: readonly ScriptedPart[], { toolConfig }: ConverseBody): Frame[] {
  const frames: Frame[] = [];
  let index = -1;
  let openKind: string | undefined;
  const event = (name: string, payload: object) =>
    frames.push({ event: name, payload: { ...payload, contentBlockIndex: index } });
  const close = () => (openKind === undefined ? undefined : event('contentBlockStop', {}));
  const delta = (value: object) => event('contentBlockDelta', { delta: value });
  const open = (kind: string, start?: object) => {
    close();
    index += 1;
    openKind = kind;
    if (start !== undefined) event('contentBlockStart', { start });
  };
  for (const part of parts) {
    if ('text' in part) {
      if (openKind !== 'text') open('text');
      delta({ text: part.text });
    } else if ('answer' in part) {
      if (openKind !== 'answer')
        open('answer', {
          toolUse: { toolUseId: 'tooluse_answer', name: toolConfig?.toolChoice?.tool?.name ?? 'answer' },
        });
      delta({ toolUse: { input: part.answer } });
    } else {
      const { id, name, json } = part.call;
      open('call', { toolUse: { toolUseId: id, name } });
      const half = Math.ceil(json.length / 2);
      for (const piece of [json.slice(0, half), json.slice(half)])
        if (piece !== '') delta({ toolUse: { input: piece } });
    }
  }
  close();
  return frames;
}

function bytesOf(frame: Frame): Uint8Array {
  if (frame instanceof Uint8Array) return frame;
  const kind =
    'event' in frame
      ? { messageType: 'event', header: ':event-type', name: frame.event }
      : { messageType: 'exception', header: ':exception-type', name: frame.exception };
  const text = (value: string) => ({ type: 'string', value }) as const;
  return codec.encode({
    headers: {
      [kind.header]: text(kind.name),
      ':content-type': text('application/json'),
      ':message-type': text(kind.messageType),
    },
    // Bedrock pads its frames, so that their length reveals nothing about the words.
    body: encoder.encode(JSON.stringify({ ...frame.payload, p: 'abcdefghijkl' })),
  });
}

const send = (response: Http2ServerResponse, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    response.write(bytes, () => resolve());
  });

function refuse(
  response: Http2ServerResponse,
  { status, errorType, message }: { status: number; errorType: string; message: string },
  retryAfterSeconds?: number,
): void {
  const wait = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-amzn-errortype': `${errorType}:http://internal.amazon.com/`,
    ...wait,
  });
  response.end(JSON.stringify({ message }));
}

async function bodyOf(request: Http2ServerRequest): Promise<ConverseBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body: ConverseBody = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return body;
}

async function listening(server: Http2Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

async function closed(server: Http2Server, sessions: ReadonlySet<ServerHttp2Session>): Promise<void> {
  const closing = once(server, 'close');
  server.close();
  for (const session of sessions) session.destroy();
  await closing;
}
