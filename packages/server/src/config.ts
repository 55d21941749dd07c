import { resolve } from 'node:path';
import * as z from 'zod';

/** The older names that are accepted too, by the name they stand for. */
const ALIASES: Record<string, string> = {
  AGENT_MODEL: 'MODEL',
  RESEARCH_SUBAGENT_MODEL: 'RESEARCH_MODEL',
  TAVILY_SECRET: 'TAVILY_API_KEY',
};

const port = z.coerce.number().int().min(0).max(65_535);
const days = z.coerce.number().int().min(1).max(3_650);

const SEARXNG = 'searxng:';
const webUrl = z.url({ protocol: /^https?$/ });
const searchEngine = z
  .string()
  .refine((text) => text === 'none' || text === 'tavily' || (text.startsWith(SEARXNG) && webUrl.safeParse(text.slice(SEARXNG.length)).success), {
    message: 'must be none, tavily, or searxng:<base url>',
  });

const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  OBJECTS_URL: z.url({ protocol: /^file$/ }).optional(),
  MODEL: z.literal('rehearsal').default('rehearsal'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SESSION_EXPIRY_HOURS: z.coerce.number().min(0.01).max(8_760).default(24),
  RETENTION_DAYS: days.default(30),
  TURN_DEADLINE_SECONDS: z.coerce.number().int().min(1).max(600).default(150),
  REHEARSAL_WORD_DELAY_MS: z.coerce.number().int().min(0).max(1_000).default(12),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  TURNS_PER_MINUTE: z.coerce.number().int().min(1).default(60),
  TRUST_PROXY: z.stringbool().default(false),
  WEB_SEARCH: searchEngine.default('none'),
  TAVILY_API_KEY: z.string().regex(/^[\x21-\x7e]+$/).optional(),
  TAVILY_BASE_URL: webUrl.optional(),
});

/** Which search engine the research specialist asks. */
export type WebSearchConfig = { readonly kind: 'none' } | { readonly kind: 'tavily'; readonly apiKey: string; readonly baseUrl?: string } | { readonly kind: 'searxng'; readonly baseUrl: string };

export type Config = {
  readonly port: number;
  readonly host: string;
  /** Without it, the address the server listens on. */
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly objectsDir: string;
  readonly model: 'rehearsal';
  readonly logLevel: z.infer<typeof environment>['LOG_LEVEL'];
  readonly chatLifetimeMs: number;
  readonly retentionDays: number;
  readonly turnDeadlineMs: number;
  readonly wordDelayMs: number;
  readonly requestsPerMinute: number;
  readonly turnsPerMinute: number;
  readonly trustProxy: boolean;
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
    throw new Error(`Configuration: ${String(issue?.path[0] ?? 'environment')} ${issue?.message ?? 'is not right'}`);
  }
  const values = parsed.data;
  const dataDir = resolve(values.DATA_DIR);
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    dataDir,
    databaseUrl: values.DATABASE_URL,
    objectsDir: values.OBJECTS_URL === undefined ? resolve(dataDir, 'objects') : decodeURIComponent(new URL(values.OBJECTS_URL).pathname),
    model: values.MODEL,
    logLevel: values.LOG_LEVEL,
    chatLifetimeMs: values.SESSION_EXPIRY_HOURS * 3_600_000,
    retentionDays: values.RETENTION_DAYS,
    turnDeadlineMs: values.TURN_DEADLINE_SECONDS * 1_000,
    wordDelayMs: values.REHEARSAL_WORD_DELAY_MS,
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    turnsPerMinute: values.TURNS_PER_MINUTE,
    trustProxy: values.TRUST_PROXY,
    webSearch: webSearchOf(values),
  };
}

function webSearchOf({ WEB_SEARCH, TAVILY_API_KEY, TAVILY_BASE_URL }: z.infer<typeof environment>): WebSearchConfig {
  if (WEB_SEARCH === 'none') return { kind: 'none' };
  if (WEB_SEARCH !== 'tavily') return { kind: 'searxng', baseUrl: WEB_SEARCH.slice(SEARXNG.length) };
  if (TAVILY_API_KEY === undefined) throw new Error('Configuration: TAVILY_API_KEY is needed where WEB_SEARCH is tavily');
  return { kind: 'tavily', apiKey: TAVILY_API_KEY, ...(TAVILY_BASE_URL === undefined ? {} : { baseUrl: TAVILY_BASE_URL }) };
}

/** The configuration as it may be printed: keys, and passwords inside addresses, are masked. */
export function printableConfig(config: Config): Record<string, unknown> {
  const { webSearch, databaseUrl } = config;
  return { ...config, databaseUrl: masked(databaseUrl), webSearch: printableSearch(webSearch) };
}

function printableSearch(webSearch: WebSearchConfig): Record<string, unknown> {
  if (webSearch.kind === 'none') return webSearch;
  return { ...webSearch, ...(webSearch.kind === 'tavily' ? { apiKey: '***' } : {}), baseUrl: masked(webSearch.baseUrl) };
}

function masked(url: string | undefined): string | undefined {
  return url?.replace(/\/\/([^:@/]*):[^@/]+@/, '//$1:***@');
}
