import { afterAll, describe, expect, it, vi } from 'vitest';
import type { ModelFailureKind } from '../../core/engine/model.ts';
import { modelSuite } from '../../core/engine/model.suite.ts';
import { bedrockModel, closeBedrock, regionalModelId } from './bedrock.ts';
import { bedrockRuntime, sharedClient } from './bedrock/bedrock-client.ts';
import { bedrockFailure } from './bedrock/bedrock-failure.ts';
import { fakeBedrock } from './test-bedrock.ts';
import { CLAUDE, SETTINGS, started, collectEvents, credentials, opened, TEXT } from './test-bedrock-models.ts';

const FINE = [{ say: [{ text: 'Fine.' }], ending: 'end' }] as const;
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

describe('the way to Bedrock', () => {
  it('is HTTP/2, signed for the region, to the model with its regional prefix', async () => {
    const bedrock = await started(FINE);
    const answer = await collectEvents({ ...SETTINGS, modelId: regionalModelId(CLAUDE, 'eu'), endpoint: bedrock.url });
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
    expect((await collectEvents({ modelId: CLAUDE })).failure).toBeUndefined();
    expect(bedrock.seen()[0]?.headers['authorization']).toContain('Credential=AKIDOFTHEENVIRONMENT/');
    expect(bedrock.seen()[0]?.headers['authorization']).toContain('/ap-northeast-1/bedrock/');
    closeBedrock();
  });

  it('takes an API key of Bedrock from the environment', async () => {
    const bedrock = await started(FINE);
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', 'not-a-key');
    closeBedrock();
    expect(
      (await collectEvents({ modelId: CLAUDE, region: 'eu-central-1', endpoint: bedrock.url })).failure,
    ).toBeUndefined();
    expect(bedrock.seen()[0]?.headers['authorization']).toBe('Bearer not-a-key');
    closeBedrock();
  });

  it('is tried once, whatever the environment says of retries', async () => {
    const bedrock = await started([{ refuse: 'throttled' }]);
    vi.stubEnv('AWS_MAX_ATTEMPTS', '5');
    vi.stubEnv('AWS_RETRY_MODE', 'adaptive');
    expect((await collectEvents({ ...SETTINGS, endpoint: bedrock.url })).failure).toMatchObject({ kind: 'throttled' });
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
    expect(
      (await collectEvents({ modelId: CLAUDE, region: 'eu-west-3', endpoint: bedrock.url })).failure,
    ).toMatchObject({ name: 'ModelFailure', kind: 'rejected' });
    expect(bedrock.seen()).toEqual([]);
  });

  it('fails as “unavailable” where nobody listens, and where the connection is lost before an answer', async () => {
    const bedrock = await started([{ hang: true }]);
    const waiting = collectEvents({ ...SETTINGS, endpoint: bedrock.url });
    await expect.poll(() => bedrock.seen().length, { timeout: 10_000 }).toBe(1);
    await bedrock.close();
    opened.splice(0);
    expect((await waiting).failure).toMatchObject({ name: 'ModelFailure', kind: 'unavailable' });
    expect((await collectEvents({ ...SETTINGS, endpoint: bedrock.url })).failure).toMatchObject({
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
    const { failure } = await collectEvents({ ...SETTINGS, endpoint: bedrock.url });
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
    const { events, failure } = await collectEvents({ ...SETTINGS, endpoint: bedrock.url });
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
