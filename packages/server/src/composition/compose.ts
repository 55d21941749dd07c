import { childReader } from '../adapters/documents/child-reader.ts';
import { typstPdf } from '../adapters/documents/typst-pdf.ts';
import { CALENDAR_EGRESS, calendarFetcher } from '../adapters/egress/calendar-fetcher.ts';
import { guardedFetch } from '../adapters/egress/guarded-fetch.ts';
import { guardedRequests } from '../adapters/egress/guarded-request.ts';
import { pageFetcher } from '../adapters/egress/page-fetcher.ts';
import { jwtTokens } from '../adapters/identity/jwt-tokens.ts';
import { guardedPageReader } from '../adapters/search/guarded-page-reader.ts';
import { mcpTools } from '../adapters/tools/mcp-tools.ts';
import type { Config } from '../config.ts';
import { type App, createApp } from './app.ts';
import type { DependencyOverrides } from './dependency-overrides.ts';
import { openEngines } from './open-engines.ts';
import { openStorage } from './open-storage.ts';
import { openTracing } from './open-tracing.ts';
import { webSearchOf } from './web-search.ts';
import { systemClock } from '../core/kernel/clock.ts';
import { defined } from '../core/kernel/defined.ts';
import { randomText } from '../core/kernel/ids.ts';
import { researcher } from '../core/research/researcher.ts';

/** Creates the app over its adapters. Only the files of this folder name them. */
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
  const wayOut = { allowLoopback: overrides.allowLoopbackPages ?? false, ...defined({ resolver: overrides.resolver }) };
  const egress = guardedFetch(wayOut);
  const calendarEgress = guardedFetch({ ...CALENDAR_EGRESS, ...defined({ resolver: overrides.resolver }) });
  // Calendars are read by our own child processes, whoever reads documents.
  const child = childReader();
  const requests = guardedRequests(wayOut);
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
      signer: jwtTokens(storage.tenancy, { issuer: address.publicUrl }),
      tracer: tracing.tracer,
      toolServers: { check: requests.check, source: (servers) => mcpTools({ servers, fetch: requests.fetch, clock }) },
      onBackgroundError: overrides.onBackgroundError ?? (() => undefined),
      closeEgress: async () => {
        await Promise.all([egress.close(), calendarEgress.close(), requests.close(), child.close()]);
      },
      closeTracer: () => tracing.close(),
    },
    { ...config, publicUrl: address.publicUrl },
  );
}
