import { childReader } from '../adapters/documents/child-reader.ts';
import { typstPdf } from '../adapters/documents/typst-pdf.ts';
import { CALENDAR_EGRESS, calendarFetcher } from '../adapters/egress/calendar-fetcher.ts';
import { guardedFetch } from '../adapters/egress/guarded-fetch.ts';
import { guardedRequests } from '../adapters/egress/guarded-request.ts';
import { pageFetcher } from '../adapters/egress/page-fetcher.ts';
import { joseTokens } from '../adapters/identity/jose-tokens.ts';
import { namedModel } from '../adapters/models/named-model.ts';
import { promptFiles } from '../adapters/models/prompt-files.ts';
import { ruleEngine } from '../adapters/models/rules/rule-engine.ts';
import { guardedPageReader } from '../adapters/search/guarded-page-reader.ts';
import { noSearch } from '../adapters/search/no-search.ts';
import { searxngSearch } from '../adapters/search/searxng.ts';
import { tavilySearch } from '../adapters/search/tavily.ts';
import { folderObjects } from '../adapters/storage/filesystem-objects.ts';
import { sqliteStorage } from '../adapters/storage/sqlite/storage.ts';
import { mcpTools } from '../adapters/tools/mcp-tools.ts';
import type { Config, WebSearchConfig } from '../config.ts';
import { createApp, type App } from './app.ts';
import type { Storage } from './dependencies.ts';
import { decisions, replySpecs } from '../core/decisions.ts';
import type { Clock } from '../core/kernel/clock.ts';
import { systemClock } from '../core/kernel/clock.ts';
import { defined } from '../core/kernel/defined.ts';
import { randomText } from '../core/kernel/ids.ts';
import { noTracer, type Tracer } from '../core/kernel/tracer.ts';
import { llmEngine } from '../core/engine/llm-engine.ts';
import type { Model, ModelFailure } from '../core/engine/model.ts';
import type { Engine } from '../core/engine/ports.ts';
import type { WebSearch } from '../core/research/ports.ts';
import { researcher } from '../core/research/researcher.ts';
import type { DocumentReader } from '../core/resumes/ports.ts';

export { type AiSdkOptions, aiSdkModel } from '../adapters/models/ai-sdk.ts';
export { type AnthropicOptions, anthropicModel } from '../adapters/models/anthropic.ts';
export { type BedrockOptions, bedrockModel } from '../adapters/models/bedrock.ts';
export { type OpenAiCompatibleOptions, openAiCompatibleModel } from '../adapters/models/openai-compatible.ts';

/** What an adopter may pass instead of the embedded dependencies. */
export type DependencyOverrides = {
  readonly engine?: Engine;
  /** A language model for the engine, instead of the configured one. */
  readonly model?: Model;
  /** Another one for research; without it `model` does that too. */
  readonly researchModel?: Model;
  readonly storage?: Storage;
  readonly reader?: DocumentReader;
  /** The search engine of the researcher. */
  readonly search?: WebSearch;
  readonly clock?: Clock;
  /** Instead of OpenTelemetry by the configuration. */
  readonly tracer?: Tracer;
  /** Lets job adverts and researched pages be read from, and tool servers be called on, this machine; for demonstrations and tests. */
  readonly allowLoopbackPages?: boolean;
  /**
   * Called with why a language model failed, in the vendor's words. For the operator: candidates only see that they can
   * try again.
   */
  readonly onModelFailure?: (failure: ModelFailure, modelId: string) => void;
  /** Called with failures that no caller awaits. */
  readonly onBackgroundError?: (failure: unknown) => void;
};

/** Creates the app over its adapters. The only file that names them. */
export async function compose(
  config: Config,
  address: { publicUrl: string },
  overrides: DependencyOverrides = {},
): Promise<App> {
  const clock = overrides.clock ?? systemClock;
  const processId = `prc_${randomText(16)}`;
  const storage =
    overrides.storage ?? (await openStorage(config, { clock, processId, onError: overrides.onBackgroundError }));
  const tracing = await openTracing(config, overrides);
  const engines = await openEngines(config, overrides, { clock, tracer: tracing.tracer });
  const egress = guardedFetch({ allowLoopback: overrides.allowLoopbackPages ?? false });
  const calendarEgress = guardedFetch(CALENDAR_EGRESS);
  // Calendars are read by our own child processes, whoever reads documents.
  const child = childReader({ standby: overrides.reader === undefined });
  const requests = guardedRequests({ allowLoopback: overrides.allowLoopbackPages ?? false });
  const search = overrides.search ?? webSearchOf(config.webSearch);
  return createApp(
    {
      clock,
      processId,
      storage,
      ...engines,
      researcher: researcher({
        engine: engines.researchEngine,
        search,
        reader: guardedPageReader(egress),
        clock,
        ...defined({ onFailure: overrides.onBackgroundError }),
      }),
      reader: overrides.reader ?? child,
      calendars: { reader: child, fetcher: calendarFetcher(calendarEgress) },
      renderer: typstPdf({ clock }),
      fetcher: pageFetcher(egress),
      signer: joseTokens(storage.tenancy, { issuer: address.publicUrl }),
      tracer: tracing.tracer,
      toolServers: {
        mayCall: requests.mayCall,
        source: (servers) => mcpTools({ servers, fetch: requests.fetch, clock }),
      },
      closeEgress: async () => {
        await Promise.all([egress.close(), calendarEgress.close(), requests.close(), child.close()]);
      },
      closeTracer: () => tracing.close(),
    },
    { ...config, publicUrl: address.publicUrl },
  );
}

/**
 * The engine that coaches, and the one that does research and writes documents. Each is a language model, or both are
 * the rule engine.
 */
async function openEngines(
  { models, wordDelayMs }: Config,
  overrides: DependencyOverrides,
  { clock, tracer }: { clock: Clock; tracer: Tracer },
): Promise<{ engine: Engine; researchEngine: Engine }> {
  if (overrides.engine !== undefined) return { engine: overrides.engine, researchEngine: overrides.engine };
  const coach = overrides.model ?? (await namedModel(models.coach, models));
  if (coach === undefined) {
    const engine = ruleEngine({ clock, wordDelayMs });
    return { engine, researchEngine: engine };
  }
  const research = overrides.researchModel ?? overrides.model ?? (await namedModel(models.research, models)) ?? coach;
  const prompts = await promptFiles();
  const { onModelFailure: onFailure } = overrides;
  const engineOf = (model: Model) =>
    llmEngine({ model, clock, tracer, prompts, decisions, replySpecs, ...defined({ onFailure }) });
  const engine = engineOf(coach);
  return { engine, researchEngine: research === coach ? engine : engineOf(research) };
}

/** OpenTelemetry is loaded only where a collector is configured: it takes a fifth of a second of a start. */
async function openTracing(
  { telemetry }: Config,
  { tracer, onBackgroundError }: DependencyOverrides,
): Promise<{ tracer: Tracer; close(): Promise<void> }> {
  if (tracer !== undefined || telemetry === undefined) return { tracer: tracer ?? noTracer, close: async () => {} };
  const { openTelemetry } = await import('../adapters/telemetry/open-telemetry.ts');
  return openTelemetry(telemetry, defined({ onError: onBackgroundError }));
}

function webSearchOf(config: WebSearchConfig): WebSearch {
  switch (config.kind) {
    case 'none':
      return noSearch;
    case 'tavily':
      return tavilySearch(config);
    case 'searxng':
      return searxngSearch(config);
  }
}

/** The embedded storage, or a Postgres where one is configured: its driver is loaded only then. */
async function openStorage(
  { databaseUrl, dataDir, objectsDir }: Config,
  { clock, processId, onError }: { clock: Clock; processId: string; onError: ((failure: unknown) => void) | undefined },
): Promise<Storage> {
  const running = { clock, processId, ...defined({ onError }) };
  const objects = folderObjects(objectsDir);
  if (databaseUrl === undefined) return { ...(await sqliteStorage(dataDir, running)), objects };
  const { postgresStorage } = await import('../adapters/storage/postgres/storage.ts');
  return { ...(await postgresStorage(databaseUrl, running)), objects };
}

/** Copies the embedded data to a new file, also while a server uses it. Blocks this thread. Throws one line that says why it cannot. */
export async function backUpEmbedded(config: Config, file: string): Promise<number> {
  refusePostgres(config);
  const { backUp } = await import('../adapters/storage/sqlite/backup.ts');
  return backUp(config, file);
}

/** Puts the content of a backup into the empty folders of the configuration. Throws one line that says why it cannot. */
export async function restoreEmbedded(config: Config, file: string): Promise<number> {
  refusePostgres(config);
  const { restore } = await import('../adapters/storage/sqlite/restore.ts');
  return restore(config, file);
}

function refusePostgres({ databaseUrl }: Config): void {
  if (databaseUrl === undefined) return;
  throw new Error(
    'DATABASE_URL is set: back up and restore Postgres with its own tools, and the folder of OBJECTS_URL.',
  );
}
