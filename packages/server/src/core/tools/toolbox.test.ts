import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { keptSpans } from '../../testing/kept-spans.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { Tool, ToolCall } from './ports.ts';
import { outputSchemaOf, toolbox } from './toolbox.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });

function bound(
  run: (input: unknown, call: ToolCall) => Promise<{ output: unknown; summary: string }>,
  more: Partial<Tool> = {},
) {
  const clock = manualClock();
  const tool: Tool = {
    name: 'count',
    description: 'Counts.',
    input: z.strictObject({ n: z.number() }),
    output: z.object({ n: z.number() }),
    readOnly: true,
    scope: 'me',
    deadlineMs: 1_000,
    run,
    ...more,
  };
  const [only] = toolbox([tool], clock).bind({ scope, report: async () => {} });
  if (only === undefined) throw new Error('no tool');
  const stop = new AbortController();
  return { clock, stop, use: (args: unknown) => only.run(args, stop.signal), tool: only };
}

describe('a tool in use', () => {
  it('gets its parsed input and its caller, and answers with what its output allows', async () => {
    const { use } = bound(async (input, call) => ({
      output: { n: (input as { n: number }).n + 1, secret: 1, who: call.scope.subject.id },
      summary: 'Counted',
    }));
    expect(await use({ n: 1 })).toEqual({ ok: true, summary: 'Counted', output: { n: 2 } });
  });

  it.each([[{ n: '1' }], [{}], [null], ['n'], [{ n: 1, scope: { tenantId: 'ten_b' } }]])(
    'does not run with %j',
    async (args) => {
      const { use } = bound(async () => expect.unreachable());
      expect(await use(args)).toMatchObject({
        ok: false,
        output: null,
        summary: expect.stringContaining('The input is not right'),
      });
    },
  );

  it('names the first field that is not right', async () => {
    const { use } = bound(async () => expect.unreachable(), {
      input: z.strictObject({ a: z.strictObject({ b: z.string() }), c: z.string() }),
    });
    const summaries = [];
    for (const args of [{ a: { b: 1 }, c: 2 }, null]) summaries.push((await use(args)).summary);
    expect(summaries).toEqual([
      'The input is not right: a.b Invalid input: expected string, received number',
      'The input is not right: Invalid input: expected object, received null',
    ]);
  });

  it('says what went wrong, in words for a person', async () => {
    const { use } = bound(async () =>
      Promise.reject(new ServiceError('not_found', { detail: 'There is no résumé yet.' })),
    );
    expect(await use({ n: 1 })).toEqual({ ok: false, summary: 'There is no résumé yet.', output: null });
  });

  it('keeps the words of a bug to itself', async () => {
    const { use } = bound(async () => Promise.reject(new Error('secret connection string')));
    expect(JSON.stringify(await use({ n: 1 }))).not.toContain('secret');
  });

  it('fails when its output is not what it promised', async () => {
    const { use } = bound(async () => ({ output: { n: 'one' }, summary: 'Counted' }));
    expect(await use({ n: 1 })).toMatchObject({ ok: false });
  });

  it('is stopped at its deadline', async () => {
    let reported: unknown;
    const { use, clock } = bound(
      async (_input, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject((reported = signal.reason)))),
    );
    const outcome = use({ n: 1 });
    await clock.advance(1_000);
    expect(await outcome).toEqual({ ok: false, summary: 'The tool took too long.', output: null });
    expect(reported).toBeInstanceOf(ServiceError);
    expect(clock.sleepers()).toBe(0);
  });

  it('is given up at its deadline even when it does not listen', async () => {
    const { use, clock } = bound(async () => new Promise(() => {}));
    const outcome = use({ n: 1 });
    await clock.advance(1_000);
    expect(await outcome).toMatchObject({ ok: false });
  });

  it('ends with the turn it belongs to', async () => {
    const { use, stop, clock } = bound(async () => new Promise(() => {}));
    const outcome = use({ n: 1 });
    const reason = new ServiceError('turn_cancelled');
    stop.abort(reason);
    await expect(outcome).rejects.toBe(reason);
    expect(clock.sleepers()).toBe(0);
  });

  it('ends at once when the turn it belongs to has ended', async () => {
    const { use, stop } = bound(async () => new Promise(() => {}));
    stop.abort(new ServiceError('turn_cancelled'));
    await expect(use({ n: 1 })).rejects.toBe(stop.signal.reason);
  });

  it('says which input it takes and which output it gives', () => {
    const schema = {
      type: 'object',
      properties: { n: { type: 'number' } },
      required: ['n'],
      additionalProperties: false,
    };
    expect(bound(async () => expect.unreachable()).tool).toMatchObject({ name: 'count', inputSchema: schema });
    expect(outputSchemaOf({ output: z.object({ n: z.number() }) })).toEqual(schema);
  });

  it('leaves no alarm set when it is done', async () => {
    const { use, clock } = bound(async () => ({ output: { n: 1 }, summary: 'Counted' }));
    await use({ n: 1 });
    expect(clock.sleepers()).toBe(0);
  });
});

describe('the span of a tool', () => {
  const counted: Tool['run'] = async (input) => ({ output: { n: (input as { n: number }).n }, summary: 'Counted' });
  const traced = (run: Tool['run'], { withContent = false } = {}) => {
    const tracer = keptSpans({ withContent });
    const tool: Tool = {
      name: 'count',
      description: 'Counts.',
      input: z.strictObject({ n: z.number() }),
      output: z.object({ n: z.number() }),
      readOnly: true,
      scope: 'me',
      deadlineMs: 1_000,
      run,
    };
    const span = tracer.begin('a turn', { kind: 'internal' });
    const [only] = toolbox([tool], manualClock(), { tracer }).bind({ scope, report: async () => {}, span });
    return { tracer, use: (args: unknown, signal = new AbortController().signal) => only?.run(args, signal) };
  };
  const attributes = {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': 'count',
    'gen_ai.tool.type': 'function',
  };

  it('stands below its turn and says nothing of what went in and out', async () => {
    const { tracer, use } = traced(counted);
    await use({ n: 70_707 });
    expect(tracer.ended).toEqual([{ name: 'execute_tool count', kind: 'internal', parent: 'a turn', attributes }]);
  });

  it('has what went in and out where content is wanted', async () => {
    const { tracer, use } = traced(counted, { withContent: true });
    await use({ n: 7 });
    expect(tracer.ended[0]?.attributes).toEqual({
      ...attributes,
      'gen_ai.tool.call.arguments': '{"n":7}',
      'gen_ai.tool.call.result': '{"n":7}',
    });
  });

  it.each([
    ['invalid_input', { n: 'secret' }, counted],
    ['not_found', { n: 1 }, async () => Promise.reject(new ServiceError('not_found', { detail: 'secret' }))],
    ['TypeError', { n: 1 }, async () => Promise.reject(new TypeError('secret'))],
  ] as const)('names its failure %s, and not in its words', async (failure, args, run) => {
    const { tracer, use } = traced(run);
    await use(args);
    expect(tracer.ended[0]).toMatchObject({ failure });
    expect(JSON.stringify(tracer.ended)).not.toContain('secret');
  });

  it('ends when the turn is stopped', async () => {
    const { tracer, use } = traced(async () => new Promise(() => {}));
    const stop = new AbortController();
    const outcome = use({ n: 1 }, stop.signal);
    stop.abort(new ServiceError('turn_cancelled'));
    await expect(outcome).rejects.toBeInstanceOf(ServiceError);
    expect(tracer.ended[0]).toMatchObject({ name: 'execute_tool count', failure: 'turn_cancelled' });
  });

  it('is what the tool can put its own work below', async () => {
    const { tracer, use } = traced(async (_input, { span }) => {
      tracer.begin('inside', { kind: 'internal', ...defined({ parent: span }) }).end();
      return { output: { n: 1 }, summary: '' };
    });
    await use({ n: 1 });
    expect(tracer.ended[0]).toMatchObject({ name: 'inside', parent: 'execute_tool count' });
  });
});

describe('the tools on offer', () => {
  const own: Tool = {
    name: 'count',
    description: 'Counts.',
    input: z.object({}),
    output: z.object({}),
    readOnly: true,
    scope: 'me',
    deadlineMs: 1_000,
    run: async () => ({ output: {}, summary: 'Counted' }),
  };
  const foreign = (name: string) => ({
    name,
    description: 'From outside.',
    inputSchema: {},
    run: async () => ({ ok: true, summary: 'Outside', output: null }),
  });
  const call = { scope, report: async () => {} };

  it('are ours and then those of other sources, which cannot take the place of ours', async () => {
    const box = toolbox([own], manualClock(), {
      sources: [
        { tools: async () => [foreign('count'), foreign('a__b')] },
        { tools: async () => [foreign('a__b'), foreign('c__d')] },
      ],
    });
    const offered = await box.offered(call, new AbortController().signal);
    expect(offered.map(({ name }) => name)).toEqual(['count', 'a__b', 'c__d']);
    expect(await offered[0]?.run({}, new AbortController().signal)).toMatchObject({ summary: 'Counted' });
    expect(box.bind(call).map(({ name }) => name)).toEqual(['count']);
  });

  it('are there also when a source fails', async () => {
    const box = toolbox([own], manualClock(), { sources: [{ tools: async () => Promise.reject(new Error('down')) }] });
    expect((await box.offered(call, new AbortController().signal)).map(({ name }) => name)).toEqual(['count']);
  });

  it('are not waited for when the turn has ended', async () => {
    const stop = new AbortController();
    const reason = new ServiceError('turn_cancelled');
    const box = toolbox([own], manualClock(), { sources: [{ tools: async () => (stop.abort(reason), []) }] });
    await expect(box.offered(call, stop.signal)).rejects.toBe(reason);
  });
});
