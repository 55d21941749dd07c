import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { printableConfig } from './printable-config.ts';

const COLLECTOR = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

describe('where traces go', () => {
  it('is nowhere by default, and nowhere when the SDK is disabled', () => {
    expect(readConfig({}).telemetry).toBeUndefined();
    expect(readConfig({ ...COLLECTOR, OTEL_SDK_DISABLED: 'true' }).telemetry).toBeUndefined();
  });

  it('is below the address of the collector, or exactly the address of its traces', () => {
    const url = (env: Record<string, string>) => readConfig(env).telemetry?.tracesUrl;
    expect(url(COLLECTOR)).toBe('http://collector:4318/v1/traces');
    expect(url({ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://host/otlp/' })).toBe('https://host/otlp/v1/traces');
    expect(url({ ...COLLECTOR, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://host/t' })).toBe('https://host/t');
  });

  it('has its names and values decoded', () => {
    const { telemetry } = readConfig({
      ...COLLECTOR,
      OTEL_EXPORTER_OTLP_HEADERS: ' authorization=Basic dXNlcg==, x-a=1%2C2',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test,service.version=1%3D2',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    });
    expect(telemetry).toEqual({
      tracesUrl: 'http://collector:4318/v1/traces',
      headers: { authorization: 'Basic dXNlcg==', 'x-a': '1,2' },
      serviceName: 'interview-prep',
      resourceAttributes: { 'deployment.environment.name': 'test', 'service.version': '1=2' },
      sampler: 'parentbased_traceidratio',
      samplerRatio: 0.25,
      withContent: true,
    });
  });

  it.each(['secret', 'a=1,secret', '=secret', 'secret=%zz'])(
    'is refused with headers that are no pairs, without repeating %j',
    (text) => {
      const refused = () => readConfig({ ...COLLECTOR, OTEL_EXPORTER_OTLP_HEADERS: text });
      expect(refused).toThrow(
        'Configuration: OTEL_EXPORTER_OTLP_HEADERS must be name=value pairs with commas between them',
      );
    },
  );
});

describe('a wrong value', () => {
  it.each([
    ['PORT', 'abc', 'must be a number'],
    ['PORT', '80.5', 'must be a whole number'],
    ['PORT', '70000', 'must be at most 65535'],
    ['RETENTION_DAYS', '0', 'must be at least 1'],
    ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, trace, silent'],
    ['PUBLIC_URL', 'ftp://jobs.example', 'must be an address that begins with http:// or https://'],
    ['DATABASE_URL', 'mysql://localhost/x', 'must be an address that begins with postgres://'],
    ['OBJECTS_URL', '/var/objects', 'must be an address that begins with file://'],
    ['WEB_SEARCH', 'google', 'must be none, tavily, or searxng:<base url>'],
  ])('is named with what is right: %s=%s', (name, value, text) => {
    expect(() => readConfig({ [name]: value })).toThrow(`Configuration: ${name} ${text}`);
  });
});

describe('prices', () => {
  const prices = { own: { input: 1, cachedInput: 0.1, output: 2 } };

  it('come as JSON or from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'prices-'));
    writeFileSync(join(folder, 'prices.json'), JSON.stringify(prices));
    expect(readConfig({ PRICES: ` ${JSON.stringify(prices)}` }).prices).toEqual(prices);
    expect(readConfig({ PRICES: join(folder, 'prices.json') }).prices).toEqual(prices);
    rmSync(folder, { recursive: true });
  });

  it.each([
    'no-such-file.json',
    '{',
    '{"own":{"input":-1,"output":2}}',
    '{"own":{"input":1}}',
    '{"own":{"input":1,"output":2,"more":3}}',
  ])('are refused as %s, in one line that names them', (text) => {
    expect(() => readConfig({ PRICES: text })).toThrow(/^Configuration: PRICES [^\n]+$/);
  });
});

it('reads budgets, of which 0 is none', () => {
  expect(readConfig({}).budgets).toEqual({ turnTokens: 200_000, sessionTokens: 2_000_000, tenantDayTokens: 0 });
  expect(
    readConfig({ BUDGET_TURN_TOKENS: '0', BUDGET_SESSION_TOKENS: '5', BUDGET_TENANT_DAY_TOKENS: '7' }).budgets,
  ).toEqual({ turnTokens: 0, sessionTokens: 5, tenantDayTokens: 7 });
  expect(() => readConfig({ BUDGET_TURN_TOKENS: '-1' })).toThrow(/BUDGET_TURN_TOKENS/);
});

describe('which models think', () => {
  it('is the rehearsal mind, unless one is named', () => {
    expect(readConfig({}).models).toMatchObject({
      coach: { provider: 'rehearsal' },
      research: { provider: 'rehearsal' },
    });
  });

  it('[S0-8] is a stronger one for research on Bedrock, and whichever is named elsewhere', () => {
    const bedrock = readConfig({ MODEL: 'bedrock', BEDROCK_REGION_PREFIX: 'eu', BEDROCK_GUARDRAIL_ID: 'gr-1' }).models;
    expect(bedrock.coach).toEqual({ provider: 'bedrock', model: 'anthropic.claude-haiku-4-5-20251001-v1:0' });
    expect(bedrock.research).toEqual({ provider: 'bedrock', model: 'anthropic.claude-opus-4-6-v1' });
    expect(bedrock.bedrock).toEqual({ regionPrefix: 'eu', guardrail: { id: 'gr-1', version: 'DRAFT' } });
    const local = { MODEL: 'openai-compatible:small@http://127.0.0.1:1/v1' };
    expect(readConfig(local).models.research).toEqual(readConfig(local).models.coach);
    expect(readConfig({ AGENT_MODEL: 'bedrock:a.b', RESEARCH_SUBAGENT_MODEL: 'bedrock:c.d' }).models).toMatchObject({
      coach: { model: 'a.b' },
      research: { model: 'c.d' },
    });
  });

  it.each([
    [{ MODEL: 'gpt-5' }, /^Configuration: MODEL “gpt-5” begins with no provider that is known/],
    [{ MODEL: 'anthropic:claude-haiku-4-5' }, /^Configuration: ANTHROPIC_API_KEY is needed/],
    [{ RESEARCH_MODEL: 'bedrock:a.b' }, /^Configuration: RESEARCH_MODEL needs a MODEL/],
    [{ MODEL: 'bedrock', RESEARCH_MODEL: 'rehearsal' }, /^Configuration: RESEARCH_MODEL must be a language model/],
    [{ MODEL: 'bedrock', BEDROCK_REGION_PREFIX: 'Europe!' }, /^Configuration: BEDROCK_REGION_PREFIX must be a prefix/],
  ])('stops the start, with one line, for %j', (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
  });
});

describe('the web search of a configuration', () => {
  it.each([
    [{}, { kind: 'none' }],
    [
      { WEB_SEARCH: 'searxng:http://127.0.0.1:8080/search/' },
      { kind: 'searxng', baseUrl: 'http://127.0.0.1:8080/search/' },
    ],
    [
      { WEB_SEARCH: 'tavily', TAVILY_API_KEY: 'tvly-1' },
      { kind: 'tavily', apiKey: 'tvly-1' },
    ],
    [
      { WEB_SEARCH: 'tavily', TAVILY_SECRET: 'tvly-1', TAVILY_BASE_URL: 'https://gateway.example' },
      { kind: 'tavily', apiKey: 'tvly-1', baseUrl: 'https://gateway.example' },
    ],
  ])('%j is %j', (env, webSearch) => {
    expect(readConfig(env).webSearch).toEqual(webSearch);
  });

  it.each([
    [{ WEB_SEARCH: 'google' }, 'WEB_SEARCH'],
    [{ WEB_SEARCH: 'searxng:' }, 'WEB_SEARCH'],
    [{ WEB_SEARCH: 'searxng:file:///etc/passwd' }, 'WEB_SEARCH'],
    [{ WEB_SEARCH: 'tavily' }, 'TAVILY_API_KEY'],
    [{ WEB_SEARCH: 'tavily', TAVILY_API_KEY: 'two words' }, 'TAVILY_API_KEY'],
    [{ TAVILY_BASE_URL: 'gateway.example' }, 'TAVILY_BASE_URL'],
  ])('%j stops the start and names %s', (env, name) => {
    expect(() => readConfig(env)).toThrow(new RegExp(`^Configuration: ${name} [^\\n]+$`, 'u'));
  });

  it('is printed without its key or a password in its address', () => {
    const printed = (env: Record<string, string>) => JSON.stringify(printableConfig(readConfig(env)));
    expect(
      printed({
        WEB_SEARCH: 'tavily',
        TAVILY_API_KEY: 'tvly-secret',
        TAVILY_BASE_URL: 'https://me:tvly-secret@gateway.example',
      }),
    ).not.toContain('tvly-secret');
    expect(
      printed({
        WEB_SEARCH: 'searxng:https://me:tvly-secret@search.example',
        DATABASE_URL: 'postgres://me:tvly-secret@db.example/x',
      }),
    ).not.toContain('tvly-secret');
  });
});
