import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { defined } from './core/kernel/defined.ts';
import { configIssueText } from './config-issue.ts';
import { type ModelConfig, modelConfigOf, modelEnvironment } from './model-config.ts';
import type { Budgets } from './core/usage/ports.ts';
import { type Prices, pricesSchema } from './core/usage/prices.ts';
import { readTrustProxy, type TrustProxy } from './trust-proxy.ts';

/** The older names that are accepted too, by the name they stand for. */
const ALIASES: Record<string, string> = {
  AGENT_MODEL: 'MODEL',
  RESEARCH_SUBAGENT_MODEL: 'RESEARCH_MODEL',
  TAVILY_SECRET: 'TAVILY_API_KEY',
};

const port = z.coerce.number().int().min(0).max(65_535);
const days = z.coerce.number().int().min(1).max(3_650);
const tokens = z.coerce.number().int().min(0).max(1_000_000_000_000);
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' });
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const SEARXNG = 'searxng:';
const searchEngine = z
  .string()
  .refine(
    (text) =>
      text === 'none' ||
      text === 'tavily' ||
      (text.startsWith(SEARXNG) && httpUrl.safeParse(text.slice(SEARXNG.length)).success),
    { message: 'must be none, tavily, or searxng:<base url>' },
  );

const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: httpUrl.optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be an address that begins with postgres://' })
    .optional(),
  OBJECTS_URL: z.url({ protocol: /^file$/, error: 'must be an address that begins with file://' }).optional(),
  ...modelEnvironment,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SESSION_EXPIRY_HOURS: z.coerce.number().min(0.01).max(8_760).default(24),
  RETENTION_DAYS: days.default(30),
  TURN_DEADLINE_SECONDS: z.coerce.number().int().min(1).max(600).default(150),
  REHEARSAL_WORD_DELAY_MS: z.coerce.number().int().min(0).max(1_000).default(12),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  TURNS_PER_MINUTE: z.coerce.number().int().min(1).default(60),
  SHUTDOWN_GRACE_SECONDS: z.coerce.number().int().min(0).max(20).optional(),
  TRUST_PROXY: z.string().transform(readTrustProxy).default(false),
  BUDGET_TURN_TOKENS: tokens.default(200_000),
  BUDGET_SESSION_TOKENS: tokens.default(2_000_000),
  BUDGET_TENANT_DAY_TOKENS: tokens.default(0),
  PRICES: z.string().transform(readPrices).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().transform(readPairs).optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('interview-prep'),
  OTEL_RESOURCE_ATTRIBUTES: z.string().transform(readPairs).optional(),
  OTEL_TRACES_SAMPLER: z.enum(SAMPLERS).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  OTEL_SDK_DISABLED: z.stringbool().default(false),
  OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: z.stringbool().default(false),
  WEB_SEARCH: searchEngine.default('none'),
  TAVILY_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/)
    .optional(),
  TAVILY_BASE_URL: httpUrl.optional(),
});

/** Where traces are sent, and how, by OTLP over HTTP. */
export type TelemetryConfig = {
  readonly tracesUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly resourceAttributes: Readonly<Record<string, string>>;
  readonly sampler: (typeof SAMPLERS)[number];
  readonly samplerRatio: number;
  /** Whether what people and models say stands in them. */
  readonly withContent: boolean;
};

/** Which search engine the research specialist asks. */
export type WebSearchConfig =
  | { readonly kind: 'none' }
  | { readonly kind: 'tavily'; readonly apiKey: string; readonly baseUrl?: string }
  | { readonly kind: 'searxng'; readonly baseUrl: string };

export type Config = {
  readonly port: number;
  readonly host: string;
  /** Without it, the address the server listens on. */
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly objectsDir: string;
  readonly models: ModelConfig;
  readonly logLevel: z.infer<typeof environment>['LOG_LEVEL'];
  readonly chatLifetimeMs: number;
  readonly retentionDays: number;
  readonly turnDeadlineMs: number;
  readonly wordDelayMs: number;
  readonly requestsPerMinute: number;
  readonly turnsPerMinute: number;
  /** From SIGTERM, how long the server answers as before except that it is not ready and begins no turns. */
  readonly shutdownGraceMs: number;
  readonly trustProxy: TrustProxy;
  readonly budgets: Budgets;
  /** Before the list prices. */
  readonly prices: Prices;
  /** `undefined`: nothing is sent. */
  readonly telemetry: TelemetryConfig | undefined;
  readonly webSearch: WebSearchConfig;
};

/** Reads the configuration. Throws an Error of one line that names the wrong value; nothing else reads the environment. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const named = { ...env };
  for (const [alias, name] of Object.entries(ALIASES)) named[name] ??= env[alias];
  // An empty value is what a shell or a compose file gives for "not set".
  const set = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const [name, text] = [
      issue?.path[0] ?? 'environment',
      issue === undefined ? 'is not right' : configIssueText(issue),
    ];
    throw new Error(`Configuration: ${String(name)} ${text}`);
  }
  const values = parsed.data;
  const dataDir = resolve(values.DATA_DIR);
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    dataDir,
    databaseUrl: values.DATABASE_URL,
    objectsDir:
      values.OBJECTS_URL === undefined
        ? resolve(dataDir, 'objects')
        : decodeURIComponent(new URL(values.OBJECTS_URL).pathname),
    models: modelConfigOf(values),
    logLevel: values.LOG_LEVEL,
    chatLifetimeMs: values.SESSION_EXPIRY_HOURS * 3_600_000,
    retentionDays: values.RETENTION_DAYS,
    turnDeadlineMs: values.TURN_DEADLINE_SECONDS * 1_000,
    wordDelayMs: values.REHEARSAL_WORD_DELAY_MS,
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    turnsPerMinute: values.TURNS_PER_MINUTE,
    shutdownGraceMs: 1_000 * (values.SHUTDOWN_GRACE_SECONDS ?? (values.DATABASE_URL === undefined ? 0 : 5)),
    trustProxy: values.TRUST_PROXY,
    budgets: {
      turnTokens: values.BUDGET_TURN_TOKENS,
      sessionTokens: values.BUDGET_SESSION_TOKENS,
      tenantDayTokens: values.BUDGET_TENANT_DAY_TOKENS,
    },
    prices: values.PRICES ?? {},
    telemetry: telemetryOf(values),
    webSearch: webSearchOf(values),
  };
}

/** The variables mean what https://opentelemetry.io/docs/specs/otel/protocol/exporter/ says. */
function telemetryOf(values: z.infer<typeof environment>): TelemetryConfig | undefined {
  const base = values.OTEL_EXPORTER_OTLP_ENDPOINT;
  const tracesUrl =
    values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ??
    (base === undefined ? undefined : `${base.replace(/\/$/, '')}/v1/traces`);
  if (tracesUrl === undefined || values.OTEL_SDK_DISABLED) return undefined;
  return {
    tracesUrl,
    headers: values.OTEL_EXPORTER_OTLP_HEADERS ?? {},
    serviceName: values.OTEL_SERVICE_NAME,
    resourceAttributes: values.OTEL_RESOURCE_ATTRIBUTES ?? {},
    sampler: values.OTEL_TRACES_SAMPLER,
    samplerRatio: values.OTEL_TRACES_SAMPLER_ARG,
    withContent: values.OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT,
  };
}

/** JSON, or the path of a file with it. */
function readPrices(text: string, context: z.RefinementCtx): Prices {
  try {
    const source = text.trimStart().startsWith('{') ? text : readFileSync(resolve(text), 'utf8');
    return pricesSchema.parse(JSON.parse(source));
  } catch (thrown) {
    const [issue] = thrown instanceof z.ZodError ? thrown.issues : [];
    context.addIssue(
      issue === undefined ? 'must be JSON, or the path of a file with it' : `${issue.path.join('.')}: ${issue.message}`,
    );
    return z.NEVER;
  }
}

/** `name=value,name=value`, percent-encoded where they hold a comma or an equals sign. */
function readPairs(text: string, context: z.RefinementCtx): Record<string, string> {
  try {
    return Object.fromEntries(
      text
        .split(',')
        .filter((pair) => pair.trim() !== '')
        .map(readPair),
    );
  } catch {
    // Without the text: it may hold a key.
    context.addIssue('must be name=value pairs with commas between them');
    return z.NEVER;
  }
}

function readPair(text: string): [string, string] {
  const [, name, value] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new Error('Not a pair');
  return [decodeURIComponent(name), decodeURIComponent(value.trim())];
}

function webSearchOf({ WEB_SEARCH, TAVILY_API_KEY, TAVILY_BASE_URL }: z.infer<typeof environment>): WebSearchConfig {
  if (WEB_SEARCH === 'none') return { kind: 'none' };
  if (WEB_SEARCH !== 'tavily') return { kind: 'searxng', baseUrl: WEB_SEARCH.slice(SEARXNG.length) };
  if (TAVILY_API_KEY === undefined)
    throw new Error('Configuration: TAVILY_API_KEY is needed where WEB_SEARCH is tavily');
  return { kind: 'tavily', apiKey: TAVILY_API_KEY, ...defined({ baseUrl: TAVILY_BASE_URL }) };
}
