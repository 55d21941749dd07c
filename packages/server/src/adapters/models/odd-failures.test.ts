import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { SMALL_REQUEST, TOOLS } from '../../core/engine/test-model-script.ts';
import { ModelFailure, type ModelRequest } from '../../core/engine/model.ts';
import { modelFailureNote } from '../../model-advice.ts';
import { openAiCompatibleModel } from './openai-compatible.ts';
import { delta } from './test-openai.ts';
import { eventsOf } from './test-sdk-model.ts';
import { type VendorReply, type VendorServer, vendorServer } from './test-vendor.ts';

const CASES = new URL('../../../../../tests/cases/model/', import.meta.url);
const caseFile = (name: string) => readFileSync(new URL(`model-${name}.sse.txt`, CASES), 'utf8');
const servers: VendorServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** What stands in the operator's log after a server answered like this. */
async function noteFor(reply: VendorReply, request: ModelRequest = { ...SMALL_REQUEST, tools: TOOLS }) {
  const server = await vendorServer(() => reply);
  servers.push(server);
  const model = openAiCompatibleModel({ model: 'm', baseUrl: `${server.address}/v1` });
  try {
    await eventsOf(model, request);
  } catch (thrown) {
    if (thrown instanceof ModelFailure) return modelFailureNote(thrown, 'm');
  }
  throw new Error('It did not fail.');
}

const json = (status: number, body: unknown): VendorReply => ({ status, body: JSON.stringify(body) });
const inStream = (...frames: readonly string[]): VendorReply => ({ stream: frames, end: 'whole' });
const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;

describe('an error inside a 200', () => {
  it('[N-15] is in the log as the server said it', async () => {
    const note = await noteFor({ status: 200, body: caseFile('error-json-with-200') });
    expect(note).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('model is loading') });
  });

  const said = 'slot is not ready';
  it.each<readonly [string, VendorReply]>([
    ['words as its body', json(200, { error: said })],
    ['an object as its body', json(200, { error: { message: said, type: 'server_error' } })],
    ['an error within an error', json(200, { error: { error: { message: said } } })],
    ['a detail', json(200, { detail: said })],
    ['a list of findings', json(200, { detail: [{ loc: ['body'], msg: said, type: 'value_error' }] })],
    ['a message', json(200, { message: said, code: 500 })],
    ['an object of its own', json(200, { object: 'error', message: said, type: 'ServerError', code: 500 })],
    ['a list', json(200, [{ error: { code: 503, message: said, status: 'UNAVAILABLE' } }])],
    ['an empty list of choices', json(200, { choices: [], error: { message: said } })],
    ['words in the stream', inStream(data({ error: said }))],
    ['an object in the stream', inStream(data({ error: { message: said, code: 503 } }))],
    ['a detail in the stream', inStream(data({ detail: said }))],
    ['a message in the stream', inStream(data({ message: said, type: 'server_error' }))],
    ['an event of that name', inStream(`event: error\ndata: ${JSON.stringify({ message: said })}\n\n`)],
    ['an event of that name with words', inStream(`event: error\ndata: ${said}\n\n`)],
    ['a field of that name', inStream(`error: ${JSON.stringify({ code: 500, message: said })}\n\n`)],
    ['a field of that name with words', inStream(`error: ${said}\n\n`)],
    ['a line without a field', inStream(delta({ content: 'Hel' }), `${JSON.stringify({ error: said })}\n`, '\n')],
    ['the middle of an answer', inStream(delta({ content: 'Hel' }), data({ error: said }), delta({}, 'stop'))],
    [
      'an error with choices',
      inStream(data({ choices: [{ delta: {}, finish_reason: 'error' }], error: { message: said } })),
    ],
  ])('is found in %s', async (_, reply) => {
    const { reason, kind } = await noteFor(reply);
    expect(reason).toContain(said);
    expect(kind).toBe('unavailable');
  });
});

describe('what lasts', () => {
  it('[N-15] is not asked again, and the advice stands beside the server’s own sentence', async () => {
    const note = await noteFor({ status: 400, body: caseFile('no-tools-400') });
    expect(note).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('registry.ollama.ai/library/m does not support tools'),
      advice: expect.stringContaining('can call tools'),
    });
  });

  const refused = (status: number, message: string, more: object = {}) => json(status, { error: { message, ...more } });
  it.each<readonly [string, string, VendorReply]>([
    ['"m" does not support function calling', 'can call tools', refused(400, '"m" does not support function calling')],
    ['tools are not supported', 'can call tools', refused(501, 'tools are not supported for this model')],
    ['--jinja', 'can call tools', refused(500, 'tools param requires --jinja flag')],
    [
      '--enable-auto-tool-choice',
      'can call tools',
      json(400, {
        object: 'error',
        message: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      }),
    ],
    [
      'model "m" not found, try pulling it first',
      'pull or load',
      refused(404, 'model "m" not found, try pulling it first'),
    ],
    ["model 'm' not found", 'pull or load', json(404, { error: "model 'm' not found" })],
    [
      'The model `m` does not exist.',
      'pull or load',
      refused(404, 'The model `m` does not exist.', { type: 'NotFoundError', code: 404 }),
    ],
    ['No models loaded', 'pull or load', refused(404, 'No models loaded. Please load a model in the developer page.')],
    ['model is not loaded', 'pull or load', inStream(data({ error: 'model is not loaded' }))],
    [
      'exceeds the available context size',
      'longer context',
      refused(400, 'the request exceeds the available context size, try increasing it', {
        type: 'exceed_context_size_error',
        code: 400,
        n_ctx: 4096,
      }),
    ],
    [
      'exceeds the available context size',
      'longer context',
      refused(
        500,
        'the request exceeds the available context size. try increasing the context size or enable context shift',
        { type: 'server_error' },
      ),
    ],
    [
      'maximum context length is 4096 tokens',
      'longer context',
      json(400, {
        object: 'error',
        message: "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens.",
        type: 'BadRequestError',
        code: 400,
      }),
    ],
    [
      'context length of only 4096',
      'longer context',
      inStream(
        `event: error\ndata: ${JSON.stringify({ error: { message: 'Trying to keep tokens when context the overflows. It has a context length of only 4096 tokens.' } })}\n\n`,
      ),
    ],
    ['input length exceeds', 'longer context', json(400, { error: 'input length exceeds maximum context length' })],
    ['Prompt is too long', 'longer context', refused(413, 'Prompt is too long')],
    ['prompt is too long', 'longer context', json(500, { error: 'prompt is too long: 9000 tokens > 4096' })],
    [
      'Incorrect API key provided',
      'Check the key',
      refused(401, 'Incorrect API key provided', { code: 'invalid_api_key' }),
    ],
    ['Invalid API Key', 'Check the key', refused(200, 'Invalid API Key')],
    ['Not authenticated', 'Check the key', json(403, { detail: 'Not authenticated' })],
    [
      'roles must alternate',
      'chat template',
      refused(500, 'Conversation roles must alternate user/assistant/user/assistant'),
    ],
    [
      '404 page not found',
      'base URL',
      { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found' },
    ],
    [
      'A web page came',
      'A web page',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Sign in</title>' },
    ],
    [
      'A web page came',
      'A web page',
      { status: 403, headers: { 'content-type': 'text/html' }, body: '\n<html><h1>Blocked</h1></html>' },
    ],
    ['Insufficient Balance', 'credit', refused(402, 'Insufficient Balance')],
  ])('is not worth another try: %s (%s)', async (words, advised, reply) => {
    const note = await noteFor(reply);
    expect(note.kind).toBe('rejected');
    expect(note.reason).toContain(words);
    expect(note.advice ?? '').toMatch(new RegExp(advised, 'i'));
  });

  it.each<readonly [string, VendorReply]>([
    ['a model that loads', refused(503, 'Loading model', { type: 'unavailable_error', code: 503 })],
    ['a server that is busy', refused(503, 'server busy, please try again. maximum pending requests exceeded')],
    ['tokens of this minute', refused(429, 'Rate limit reached: too many input tokens per minute')],
    ['a page of a proxy', { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad Gateway</h1>' }],
    ['a page of a proxy', { status: 504, headers: { 'content-type': 'text/html' }, body: '<h1>Gateway Time-out</h1>' }],
    ['a memory that is full', refused(500, 'CUDA error: out of memory')],
  ])('is nothing that passes: %s', async (_, reply) => {
    expect(['unavailable', 'throttled']).toContain((await noteFor(reply)).kind);
  });
});

describe('the reason in the log', () => {
  const asked: ModelRequest = {
    ...SMALL_REQUEST,
    messages: [{ role: 'user', blocks: [{ type: 'text', text: 'I looked after Mrs Okafor,\nbed 7, “every” night.' }] }],
  };

  it.each([
    'Bad prompt: I looked after Mrs Okafor,\nbed 7, “every” night. Use another.',
    `Bad prompt: ${JSON.stringify(asked.messages)} Use another.`,
    'Bad prompt for ada@example.org with Bearer abc123 and sk-proj-abcdefgh. Use another.',
  ])('holds nothing of a candidate, and keeps the rest: %#', async (message) => {
    const { reason } = await noteFor(json(400, { error: { message } }), asked);
    expect(reason).not.toMatch(/Okafor|night|example\.org|abc123|abcdefgh/);
    expect(reason).toMatch(/Bad prompt.*Use another/);
  });

  it('holds no input of a list of findings', async () => {
    const { reason } = await noteFor(
      json(422, { detail: [{ loc: ['body', 'messages'], msg: 'Input should be a string', input: 'Mrs Okafor' }] }),
    );
    expect(reason).toContain('Input should be a string');
    expect(reason).not.toContain('Okafor');
  });

  it('is short and one line, however much the server says', async () => {
    const { reason } = await noteFor(json(400, { error: { message: 'no\n'.repeat(100_000) } }));
    expect(reason.length).toBeLessThanOrEqual(300);
    expect(reason).not.toContain('\n');
  });
});
