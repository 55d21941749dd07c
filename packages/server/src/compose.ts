import { childReader } from './adapters/documents/child-reader.ts';
import { typstPdf } from './adapters/documents/typst-pdf.ts';
import { CALENDAR_EGRESS, calendarFetcher } from './adapters/egress/calendar-fetcher.ts';
import { guardedFetch } from './adapters/egress/guarded-fetch.ts';
import { guardedRequests } from './adapters/egress/guarded-request.ts';
import { pageFetcher } from './adapters/egress/page-fetcher.ts';
import { joseTokens } from './adapters/identity/jose-tokens.ts';
import { namedModel } from './adapters/models/named-model.ts';
import { promptFiles } from './adapters/models/prompt-files.ts';
import { rehearsalMind } from './adapters/models/rehearsal/rehearsal-mind.ts';
import { guardedPageReader } from './adapters/search/guarded-page-reader.ts';
import { noSearch } from './adapters/search/no-search.ts';
import { searxngSearch } from './adapters/search/searxng.ts';
import { tavilySearch } from './adapters/search/tavily.ts';
import { folderObjects } from './adapters/storage/filesystem-objects.ts';
import { sqliteStorage } from './adapters/storage/sqlite/storage.ts';
import { mcpTools } from './adapters/tools/mcp-tools.ts';
import type { Config, WebSearchConfig } from './config.ts';
import { houseOf, type House, type Storage } from './house.ts';
import { decisions, speeches } from './core/decisions.ts';
import type { Clock } from './core/kernel/clock.ts';
import { systemClock } from './core/kernel/clock.ts';
import { randomText } from './core/kernel/ids.ts';
import { noTracer, type Tracer } from './core/kernel/tracer.ts';
import { languageModelMind } from './core/mind/language-model-mind.ts';
import type { Model, ModelFailure } from './core/mind/model.ts';
import type { Mind } from './core/mind/ports.ts';
import type { WebSearch } from './core/research/ports.ts';
import { researcher } from './core/research/researcher.ts';
import type { DocumentReader } from './core/resumes/ports.ts';

export { type AiSdkOptions, aiSdkModel } from './adapters/models/ai-sdk.ts';
export { type AnthropicOptions, anthropicModel } from './adapters/models/anthropic.ts';
export { type BedrockOptions, bedrockModel } from './adapters/models/bedrock.ts';
export { type OpenAiCompatibleOptions, openAiCompatibleModel } from './adapters/models/openai-compatible.ts';

/** What an adopter may bring instead of the embedded parts. */
export type Parts = {
  readonly mind?: Mind;
  /** A language model to think with, instead of the configured one. */
  readonly model?: Model;
  /** Another one for research; without it `model` does that too. */
  readonly researchModel?: Model;
  readonly storage?: Storage;
  readonly reader?: DocumentReader;
  /** What the research specialist searches with. */
  readonly search?: WebSearch;
  readonly clock?: Clock;
  /** Instead of OpenTelemetry by the configuration. */
  readonly tracer?: Tracer;
  /** Lets job adverts and researched pages be read from, and tool servers be called on, this machine; for demonstrations and tests. */
  readonly allowLoopbackPages?: boolean;
  /** Told in the vendor's words why a language model failed. For the operator: candidates hear that they can try again. */
  readonly onModelFailure?: (failure: ModelFailure, modelId: string) => void;
  /** Told of failures that nobody waits for. */
  readonly onBackgroundError?: (failure: unknown) => void;
};

/** Wires every room to its adapters. The only file that names them. */
export async function compose(config: Config, address: { publicUrl: string }, parts: Parts = {}): Promise<House> {
  const clock = parts.clock ?? systemClock;
  const processId = `prc_${randomText(16)}`;
  const storage = parts.storage ?? (await openStorage(config, { clock, processId, onError: parts.onBackgroundError }));
  const tracing = await openTracing(config, parts);
  const minds = await openMinds(config, parts, { clock, tracer: tracing.tracer });
  const egress = guardedFetch({ allowLoopback: parts.allowLoopbackPages ?? false });
  const calendarEgress = guardedFetch(CALENDAR_EGRESS);
  // Calendars are read by our own children, whoever reads documents.
  const child = childReader({ standby: parts.reader === undefined });
  const requests = guardedRequests({ allowLoopback: parts.allowLoopbackPages ?? false });
  const search = parts.search ?? webSearchOf(config.webSearch);
  return houseOf(
    {
      clock,
      processId,
      storage,
      ...minds,
      researcher: researcher({
        mind: minds.researchMind,
        search,
        reader: guardedPageReader(egress),
        clock,
        ...(parts.onBackgroundError === undefined ? {} : { onFailure: parts.onBackgroundError }),
      }),
      reader: parts.reader ?? child,
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

/** Who coaches, and who does research and writes documents. Each is a language model, or both are the rehearsal mind. */
async function openMinds(
  { models, wordDelayMs }: Config,
  parts: Parts,
  { clock, tracer }: { clock: Clock; tracer: Tracer },
): Promise<{ mind: Mind; researchMind: Mind }> {
  if (parts.mind !== undefined) return { mind: parts.mind, researchMind: parts.mind };
  const coach = parts.model ?? (await namedModel(models.coach, models));
  if (coach === undefined) {
    const mind = rehearsalMind({ clock, wordDelayMs });
    return { mind, researchMind: mind };
  }
  const research = parts.researchModel ?? parts.model ?? (await namedModel(models.research, models)) ?? coach;
  const prompts = await promptFiles();
  const { onModelFailure: onFailure } = parts;
  const mindOf = (model: Model) =>
    languageModelMind({
      model,
      clock,
      tracer,
      prompts,
      decisions,
      speeches,
      ...(onFailure === undefined ? {} : { onFailure }),
    });
  const mind = mindOf(coach);
  return { mind, researchMind: research === coach ? mind : mindOf(research) };
}

/** OpenTelemetry is loaded only where there is somebody to tell: it takes a fifth of a second of a start. */
async function openTracing(
  { telemetry }: Config,
  { tracer, onBackgroundError }: Parts,
): Promise<{ tracer: Tracer; close(): Promise<void> }> {
  if (tracer !== undefined || telemetry === undefined) return { tracer: tracer ?? noTracer, close: async () => {} };
  const { openTelemetry } = await import('./adapters/telemetry/open-telemetry.ts');
  return openTelemetry(telemetry, onBackgroundError === undefined ? {} : { onError: onBackgroundError });
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
  const running = { clock, processId, ...(onError === undefined ? {} : { onError }) };
  const objects = folderObjects(objectsDir);
  if (databaseUrl === undefined) return { ...(await sqliteStorage(dataDir, running)), objects };
  const { postgresStorage } = await import('./adapters/storage/postgres/storage.ts');
  return { ...(await postgresStorage(databaseUrl, running)), objects };
}
