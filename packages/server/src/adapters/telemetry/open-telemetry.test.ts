import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testApp, sendTurn } from '../../core/chat/test-app.suite.ts';
import type { Model, ModelEvent } from '../../core/engine/model.ts';
import type { Engine } from '../../core/engine/ports.ts';
import { tracedStream } from '../../core/engine/traced-model.ts';
import { defined } from '../../core/kernel/defined.ts';
import { scriptedEngine } from '../../testing/scripted-engine.ts';
import { openTelemetry, type TelemetrySettings } from './open-telemetry.ts';

type OtlpAttribute = {
  key: string;
  value: { stringValue?: string; intValue?: number; arrayValue?: { values: { stringValue?: string }[] } };
};
type OtlpSpan = {
  name: string;
  kind: number;
  spanId: string;
  traceId: string;
  parentSpanId?: string;
  attributes: OtlpAttribute[];
  status: { code: number; message?: string };
};
type Received = { url: string; headers: IncomingHttpHeaders; body: string };

const PROMPT = 'You are a coach with a canary-of-the-prompt.';
const CANDIDATE = 'My answer is canary-of-the-candidate.';
const ANSWER = 'I say canary-of-the-model.';
const CANARIES = [PROMPT, CANDIDATE, ANSWER];

let collector: Server;
let received: Received[];

beforeEach(async () => {
  received = [];
  collector = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.setHeader('content-type', 'application/json').end('{}');
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
});

afterEach(() => void collector.close());

function settings(change: Partial<TelemetrySettings> = {}): TelemetrySettings {
  const { port } = collector.address() as AddressInfo;
  return {
    tracesUrl: `http://127.0.0.1:${port}/v1/traces`,
    headers: {},
    serviceName: 'interview-prep',
    resourceAttributes: {},
    sampler: 'parentbased_always_on',
    samplerRatio: 1,
    withContent: false,
    ...change,
  };
}

const spans = (): OtlpSpan[] =>
  received.flatMap(({ body }) =>
    JSON.parse(body).resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: OtlpSpan[] }[] }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
const valuesOf = ({ attributes }: OtlpSpan) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.intValue ?? value.arrayValue?.values.map((entry) => entry.stringValue),
    ]),
  );

/** An engine that asks a scripted model with a prompt, and uses a tool. */
function engineOver(events: readonly ModelEvent[], tracer: ReturnType<typeof openTelemetry>['tracer']): Engine {
  const model: Model = {
    id: 'scripted-1',
    provider: 'anthropic',
    reads: { pdf: false },
    async *stream() {
      yield* events;
    },
  };
  return {
    ...scriptedEngine({ decisions: { 'chat.intent': { intent: 'other' } } }),
    async *streamReply({ history, tools }, { signal, meter, span }) {
      await tools.find(({ name }) => name === 'list_preps')?.run({}, signal);
      const messages = [
        { role: 'user' as const, blocks: [{ type: 'text' as const, text: history.at(-1)?.text ?? '' }] },
      ];
      for await (const event of tracedStream(
        model,
        { system: PROMPT, messages, tools: [], maxOutputTokens: 100 },
        { signal, tracer, ...defined({ parent: span }) },
      )) {
        if (event.type === 'text') yield event;
        if (event.type === 'usage') await meter?.record({ modelId: model.id, ...event });
      }
    },
  };
}

async function turnTraced(change: Partial<TelemetrySettings> = {}) {
  const { tracer, close } = openTelemetry(settings(change));
  const engine = engineOver(
    [
      { type: 'text', text: ANSWER },
      { type: 'usage', inputTokens: 12, outputTokens: 5 },
      { type: 'finished', reason: 'end' },
    ],
    tracer,
  );
  const app = await testApp({ engine, tracer });
  const { id } = await app.chats.create(app.scope, {});
  const facts = await sendTurn(app, id, CANDIDATE);
  await close();
  return { facts, id };
}

describe('a turn with a collector', () => {
  it('[S0-14] is told in spans with the names of the conventions, and without a word of anybody', async () => {
    const { id } = await turnTraced();
    const found = spans();
    const turn = found.find(({ name }) => name === 'invoke_agent coach');
    const chat = found.find(({ name }) => name === 'chat scripted-1');
    const tool = found.find(({ name }) => name === 'execute_tool list_preps');
    expect(valuesOf(turn!)).toEqual({
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'coach',
      'gen_ai.conversation.id': id,
      'gen_ai.usage.input_tokens': 12,
      'gen_ai.usage.output_tokens': 5,
    });
    expect(valuesOf(chat!)).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'anthropic',
      'gen_ai.request.model': 'scripted-1',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.output_tokens': 5,
    });
    expect(valuesOf(tool!)).toEqual({
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'list_preps',
      'gen_ai.tool.type': 'function',
    });
    expect([chat?.parentSpanId, chat?.traceId, chat?.kind]).toEqual([turn?.spanId, turn?.traceId, 3]);
    const everything = received.map(({ body }) => body).join();
    for (const words of [...CANARIES, 'canary']) expect(everything).not.toContain(words);
  });

  it('[S0-14] is told with the words where the operator wants them', async () => {
    await turnTraced({ withContent: true });
    const chat = valuesOf(spans().find(({ name }) => name === 'chat scripted-1')!);
    expect(chat['gen_ai.system_instructions']).toContain(PROMPT);
    expect(chat['gen_ai.input.messages']).toContain(CANDIDATE);
    expect(chat['gen_ai.output.messages']).toContain(ANSWER);
  });

  it('is sent as the operator says: where, with which headers, as which service', async () => {
    await turnTraced({
      headers: { authorization: 'Bearer of-the-operator' },
      serviceName: 'prep-test',
      resourceAttributes: { 'deployment.environment.name': 'test', 'service.name': 'other' },
    });
    expect(received[0]).toMatchObject({
      url: '/v1/traces',
      headers: { authorization: 'Bearer of-the-operator', 'content-type': 'application/json' },
    });
    const [resource] = JSON.parse(received[0]!.body).resourceSpans;
    const attributes = Object.fromEntries(
      resource.resource.attributes.map(({ key, value }: OtlpAttribute) => [key, value.stringValue]),
    );
    expect(attributes).toMatchObject({ 'service.name': 'prep-test', 'deployment.environment.name': 'test' });
  });

  it.each([
    ['always_off', 1],
    ['parentbased_always_off', 1],
    ['traceidratio', 0],
    ['parentbased_traceidratio', 0],
  ] as const)('is not told where the sampler is %s with %d', async (sampler, samplerRatio) => {
    const { facts } = await turnTraced({ sampler, samplerRatio });
    expect(facts.at(-1)?.type).toBe('done');
    expect(received).toEqual([]);
  });

  it.each(['always_on', 'traceidratio', 'parentbased_traceidratio'] as const)(
    'is told whole where the sampler is %s with 1',
    async (sampler) => {
      await turnTraced({ sampler });
      expect(spans().map(({ name }) => name)).toEqual(
        expect.arrayContaining(['invoke_agent coach', 'chat scripted-1']),
      );
    },
  );
});

describe('a span that failed', () => {
  it('says so by name', async () => {
    const { tracer, close } = openTelemetry(settings());
    tracer.begin('work', { kind: 'internal' }).end({ failure: 'throttled' });
    await close();
    expect(spans()[0]).toMatchObject({
      status: { code: 2 },
      attributes: [{ key: 'error.type', value: { stringValue: 'throttled' } }],
    });
    expect(spans()[0]?.status.message ?? '').toBe('');
  });
});

describe('a collector that is away', () => {
  it('disturbs no turn and does not hold up the end', async () => {
    const gone = settings();
    collector.close();
    await once(collector, 'close');
    const { tracer, close } = openTelemetry(gone);
    const app = await testApp({
      engine: engineOver(
        [
          { type: 'text', text: ANSWER },
          { type: 'finished', reason: 'end' },
        ],
        tracer,
      ),
      tracer,
    });
    const { id } = await app.chats.create(app.scope, {});
    expect((await sendTurn(app, id, CANDIDATE)).at(-1)?.type).toBe('done');
    await expect(close()).resolves.toBeUndefined();
  });

  it('or refuses is told of once, however much it was sent', async () => {
    collector.removeAllListeners('request');
    let refused = 0;
    collector.on('request', (_request, response) => {
      refused += 1;
      response.writeHead(400).end();
    });
    const onError = vi.fn<(failure: unknown) => void>();
    const { tracer, close } = openTelemetry(settings(), { onError });
    for (let span = 0; span < 600; span += 1) tracer.begin('work', { kind: 'internal' }).end();
    await close();
    expect(refused).toBeGreaterThan(1);
    expect(onError).toHaveBeenCalledTimes(1);
  });
});
