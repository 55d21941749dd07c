import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { ModelEvent, ModelFailureKind } from '../../core/mind/model.ts';
import { modelSuite } from '../../core/mind/model.suite.ts';
import { ANSWER_REQUEST, SMALL_REQUEST } from '../../core/mind/test-model-script.ts';
import { bedrockModel, type BedrockOptions, closeBedrock, regionalModelId } from './bedrock.ts';
import { bedrockRuntime, sharedClient } from './bedrock/bedrock-client.ts';
import { bedrockFailure } from './bedrock/bedrock-failure.ts';
import { type BedrockScript, type FakeBedrock, fakeBedrock, type Frame } from './test-bedrock.ts';

const CLAUDE = 'anthropic.claude-haiku-4-5-20251001-v1:0';
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret' };
const SETTINGS = { modelId: CLAUDE, region: 'eu-central-1', credentials };
const FINE = [{ say: [{ text: 'Fine.' }], ending: 'end' }] as const;

const opened: FakeBedrock[] = [];
const started = async (script: BedrockScript): Promise<FakeBedrock> => {
  const bedrock = await fakeBedrock(script);
  opened.push(bedrock);
  return bedrock;
};
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const bedrock of opened.splice(0)) await bedrock.close();
});
afterAll(() => closeBedrock());

for (const modelId of [CLAUDE, 'eu.amazon.nova-lite-v1:0', 'us.meta.llama3-3-70b-instruct-v1:0']) {
  modelSuite(`Bedrock, ${modelId}`, async (script) => {
    const bedrock = await fakeBedrock(script);
    return {
      model: await bedrockModel({ ...SETTINGS, modelId, endpoint: bedrock.url }),
      seen: bedrock.seen,
      close: bedrock.close,
    };
  });
}

/** All events, and the failure at their end. */
async function heard(options: BedrockOptions, request = SMALL_REQUEST) {
  const events: ModelEvent[] = [];
  try {
    for await (const event of (await bedrockModel(options)).stream(request, new AbortController().signal))
      events.push(event);
    return { events, failure: undefined };
  } catch (failure) {
    return { events, failure };
  }
}

describe('the way to Bedrock', () => {
  it('is HTTP/2, signed for the region, to the model with its regional prefix', async () => {
    const bedrock = await started(FINE);
    const answer = await heard({ ...SETTINGS, modelId: regionalModelId(CLAUDE, 'eu'), endpoint: bedrock.url });
    expect(answer.failure).toBeUndefined();
    const [request] = bedrock.seen();
    expect(request?.httpVersion).toBe('2.0');
    expect(request?.modelId).toBe(`eu.${CLAUDE}`);
    expect(request?.headers['authorization']).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/bedrock\/aws4_request/,
    );
  });

  it('is found by the AWS client where nothing is set: region, credentials and endpoint of the environment', async () => {
    const bedrock = await started(FINE);
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDOFTHEENVIRONMENT');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not-a-secret');
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', bedrock.url);
    closeBedrock();
    expect((await heard({ modelId: CLAUDE })).failure).toBeUndefined();
    expect(bedrock.seen()[0]?.headers['authorization']).toContain('Credential=AKIDOFTHEENVIRONMENT/');
    expect(bedrock.seen()[0]?.headers['authorization']).toContain('/ap-northeast-1/bedrock/');
    closeBedrock();
  });

  it('takes an API key of Bedrock from the environment', async () => {
    const bedrock = await started(FINE);
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', 'not-a-key');
    closeBedrock();
    expect((await heard({ modelId: CLAUDE, region: 'eu-central-1', endpoint: bedrock.url })).failure).toBeUndefined();
    expect(bedrock.seen()[0]?.headers['authorization']).toBe('Bearer not-a-key');
    closeBedrock();
  });

  it('is tried once, whatever the environment says of retries', async () => {
    const bedrock = await started([{ refuse: 'throttled' }]);
    vi.stubEnv('AWS_MAX_ATTEMPTS', '5');
    vi.stubEnv('AWS_RETRY_MODE', 'adaptive');
    expect((await heard({ ...SETTINGS, endpoint: bedrock.url })).failure).toMatchObject({ kind: 'throttled' });
    expect(bedrock.seen()).toHaveLength(1);
  });

  it('is one client for all models that go the same way, until it is closed', async () => {
    const runtime = await bedrockRuntime();
    const way = { region: 'eu-north-1', endpoint: 'http://127.0.0.1:9', credentials };
    const client = sharedClient(runtime, way);
    expect(sharedClient(runtime, { ...way })).toBe(client);
    expect(sharedClient(runtime, { ...way, region: 'eu-south-1' })).not.toBe(client);
    expect(sharedClient(runtime, { ...way, endpoint: 'http://127.0.0.1:10' })).not.toBe(client);
    closeBedrock();
    expect(sharedClient(runtime, way)).not.toBe(client);
  });

  it('says in one line which package is missing', async () => {
    // A name that the bundler of the tests cannot look up beforehand.
    const absent = ['@aws-sdk', 'client-that-is-not-installed'].join('/');
    await expect(bedrockRuntime(() => import(/* @vite-ignore */ absent))).rejects.toThrow(
      /^[^\n]*npm install @aws-sdk\/client-bedrock-runtime$/,
    );
    await expect(bedrockRuntime(() => Promise.reject(new SyntaxError('broken')))).rejects.toThrow('broken');
  });

  it('fails as “rejected” without credentials', async () => {
    const bedrock = await started(FINE);
    for (const name of [
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_PROFILE',
      'AWS_WEB_IDENTITY_TOKEN_FILE',
      'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    ])
      vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    expect((await heard({ modelId: CLAUDE, region: 'eu-west-3', endpoint: bedrock.url })).failure).toMatchObject({
      name: 'ModelFailure',
      kind: 'rejected',
    });
    expect(bedrock.seen()).toEqual([]);
  });

  it('fails as “unavailable” where nobody listens, and where the connection is lost before an answer', async () => {
    const bedrock = await started([{ hang: true }]);
    const waiting = heard({ ...SETTINGS, endpoint: bedrock.url });
    await expect.poll(() => bedrock.seen().length, { timeout: 10_000 }).toBe(1);
    await bedrock.close();
    opened.splice(0);
    expect((await waiting).failure).toMatchObject({ name: 'ModelFailure', kind: 'unavailable' });
    expect((await heard({ ...SETTINGS, endpoint: bedrock.url })).failure).toMatchObject({
      name: 'ModelFailure',
      kind: 'unavailable',
    });
  });
});

describe('the failures of Bedrock', () => {
  const refusals: readonly (readonly [number, string, ModelFailureKind])[] = [
    [400, 'ServiceQuotaExceededException', 'throttled'],
    [404, 'ResourceNotFoundException', 'rejected'],
    [403, 'ExpiredTokenException', 'rejected'],
    [408, 'ModelTimeoutException', 'unavailable'],
    [424, 'ModelErrorException', 'unavailable'],
    [429, 'ModelNotReadyException', 'unavailable'],
    [429, 'TooManyRequestsException', 'throttled'],
    [500, 'InternalServerException', 'unavailable'],
    [502, 'BadGateway', 'unavailable'],
  ];
  it.each(refusals)('%i %s is “%s”', async (status, errorType, kind) => {
    const bedrock = await started([{ status, errorType, message: 'Said by Bedrock.' }]);
    const { failure } = await heard({ ...SETTINGS, endpoint: bedrock.url });
    expect(failure).toMatchObject({ name: 'ModelFailure', kind, message: `${errorType}: Said by Bedrock.` });
    expect(bedrock.seen()).toHaveLength(1);
  });

  const exceptions: readonly (readonly [string, ModelFailureKind])[] = [
    ['throttlingException', 'throttled'],
    ['modelStreamErrorException', 'unavailable'],
    ['internalServerException', 'unavailable'],
    ['serviceUnavailableException', 'unavailable'],
    ['validationException', 'rejected'],
    ['exceptionOfTomorrow', 'cut'],
  ];
  it.each(exceptions)('%s in the middle of an answer is “%s”', async (exception, kind) => {
    const bedrock = await started([{ frames: [...TEXT, { exception, payload: { message: 'Said by Bedrock.' } }] }]);
    const { events, failure } = await heard({ ...SETTINGS, endpoint: bedrock.url });
    expect(events).toEqual([{ type: 'text', text: 'Hm.' }]);
    expect(failure).toMatchObject({ name: 'ModelFailure', kind });
  });

  it('may pass when the client has just learnt the time of the vendor', () => {
    const skewed = Object.assign(new Error('Signature expired'), {
      name: 'InvalidSignatureException',
      $metadata: { httpStatusCode: 403, clockSkewCorrected: true },
    });
    expect(bedrockFailure(skewed, { answering: false }).kind).toBe('unavailable');
  });
});

const USAGE = { inputTokens: 5, outputTokens: 3, totalTokens: 8 };
const TEXT: readonly Frame[] = [
  { event: 'messageStart', payload: { role: 'assistant' } },
  { event: 'contentBlockDelta', payload: { contentBlockIndex: 0, delta: { text: 'Hm.' } } },
  { event: 'contentBlockStop', payload: { contentBlockIndex: 0 } },
];
const stop = (stopReason: string): Frame => ({ event: 'messageStop', payload: { stopReason } });
const metadata = (usage: object = USAGE): Frame => ({
  event: 'metadata',
  payload: { usage, metrics: { latencyMs: 1 } },
});

describe('the end of an answer', () => {
  const after = async (...frames: readonly Frame[]) => {
    const bedrock = await started([{ frames }]);
    return heard({ ...SETTINGS, endpoint: bedrock.url });
  };

  it.each([
    ['end_turn', 'end'],
    ['stop_sequence', 'end'],
    ['tool_use', 'tool_calls'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['guardrail_intervened', 'filtered'],
    ['content_filtered', 'filtered'],
  ])('%s is “%s”', async (reason, expected) => {
    expect((await after(...TEXT, stop(reason), metadata())).events.at(-1)).toEqual({
      type: 'finished',
      reason: expected,
    });
  });

  it.each(['malformed_tool_use', 'malformed_model_output', 'reason_of_tomorrow'])(
    '%s is a failure, whose tokens are counted',
    async (reason) => {
      const { events, failure } = await after(...TEXT, stop(reason), metadata());
      expect(events.at(-1)).toEqual({ type: 'usage', inputTokens: 5, outputTokens: 3 });
      expect(failure).toMatchObject({ name: 'ModelFailure', kind: 'unavailable' });
    },
  );

  it('is a cut without the usage, as without messageStop', async () => {
    for (const frames of [[stop('end_turn')], [metadata()]])
      expect((await after(...TEXT, ...frames)).failure).toMatchObject({ kind: 'cut' });
  });

  it('is a cut where nothing whole has come, or what came is no frame', async () => {
    const frame = Uint8Array.from({ length: 40 }, () => 0);
    frame[3] = 40;
    for (const frames of [[], [frame.subarray(0, 3)], [frame.subarray(0, 20)], [frame]])
      expect((await after(...frames)).failure).toMatchObject({ kind: 'cut' });
  });

  it('is a cut in the middle of a call', async () => {
    const start: Frame = {
      event: 'contentBlockStart',
      payload: { contentBlockIndex: 0, start: { toolUse: { toolUseId: 't', name: 'n' } } },
    };
    expect((await after(start, stop('tool_use'), metadata())).failure).toMatchObject({ kind: 'cut' });
  });

  it('counts all input, whether it was read from the cache, written to it or neither', async () => {
    const { events } = await after(
      ...TEXT,
      stop('end_turn'),
      metadata({ ...USAGE, cacheReadInputTokens: 100, cacheWriteInputTokens: 20 }),
    );
    expect(events.at(-2)).toEqual({ type: 'usage', inputTokens: 125, outputTokens: 3, cachedInputTokens: 100 });
  });

  it('is one of calls although the model says that its turn has ended', async () => {
    const call: readonly Frame[] = [
      {
        event: 'contentBlockStart',
        payload: { contentBlockIndex: 1, start: { toolUse: { toolUseId: 't', name: 'n' } } },
      },
      { event: 'contentBlockStop', payload: { contentBlockIndex: 1 } },
    ];
    expect((await after(...TEXT, ...call, stop('end_turn'), metadata())).events.slice(1)).toEqual([
      { type: 'tool_call', id: 't', name: 'n', json: '{}' },
      { type: 'usage', inputTokens: 5, outputTokens: 3 },
      { type: 'finished', reason: 'tool_calls' },
    ]);
  });

  it('is not given to a reader who has given up, even if all of it has come', async () => {
    const bedrock = await started([{ frames: [...TEXT, stop('end_turn'), metadata()] }]);
    const model = await bedrockModel({ ...SETTINGS, endpoint: bedrock.url });
    const abort = new AbortController();
    const types: string[] = [];
    const reading = async () => {
      for await (const { type } of model.stream(SMALL_REQUEST, abort.signal)) {
        types.push(type);
        if (type === 'usage') abort.abort(new Error('enough'));
      }
    };
    await expect(reading()).rejects.toThrow('enough');
    expect(types).toEqual(['text', 'usage']);
  });

  it('keeps the thoughts of a model to itself', async () => {
    const thought: Frame = {
      event: 'contentBlockDelta',
      payload: { contentBlockIndex: 0, delta: { reasoningContent: { text: 'They want a question.' } } },
    };
    expect((await after(thought, ...TEXT, stop('end_turn'), metadata())).events[0]).toEqual({
      type: 'text',
      text: 'Hm.',
    });
  });
});

describe('an object of a model', () => {
  const input = (contentBlockIndex: number, text: string): readonly Frame[] => [
    {
      event: 'contentBlockStart',
      payload: {
        contentBlockIndex,
        start: { toolUse: { toolUseId: `t${contentBlockIndex}`, name: 'answer_reading' } },
      },
    },
    { event: 'contentBlockDelta', payload: { contentBlockIndex, delta: { toolUse: { input: text } } } },
    { event: 'contentBlockStop', payload: { contentBlockIndex } },
  ];
  const textOf = async (...frames: readonly Frame[]) => {
    const bedrock = await started([{ frames: [...frames, stop('tool_use'), metadata()] }]);
    const { events } = await heard({ ...SETTINGS, endpoint: bedrock.url }, ANSWER_REQUEST);
    return events.map((event) => (event.type === 'text' ? event.text : '')).join('');
  };

  it('is the arguments of its first call, without what is said around it', async () => {
    expect(await textOf(...TEXT, ...input(1, '{"shown":"no"}'), ...input(2, '{"shown":"yes"}'))).toBe('{"shown":"no"}');
  });

  it('is what it wrote where it called nothing', async () => {
    expect(await textOf(...TEXT)).toBe('Hm.');
  });
});
