import { existsSync } from 'node:fs';
import { createServer as createProbe } from 'node:net';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { assetPath } from './assets.ts';
import { compose } from './composition/compose.ts';
import type { DependencyOverrides } from './composition/dependency-overrides.ts';
import type { Config } from './config.ts';
import { readConfig } from './config.ts';
import type { ModelFailure } from './core/engine/model.ts';
import { defined } from './core/kernel/defined.ts';
import { SearchFailure } from './core/research/ports.ts';
import { ErasureIncomplete } from './core/trust/ports.ts';
import { bootstrapDemoTenant, type DemoTenant } from './core/identity/demo-tenant.ts';
import { httpServer } from './entrypoints/server.ts';
import type { App } from './composition/app.ts';
import { proxyWarning } from './trust-proxy.ts';
import { listenFailure } from './listen-failure.ts';
import { modelFailureNote } from './model-advice.ts';

const DRAIN_MS = 25_000;
/** From the first Ctrl-C to when another one ends the process at once. */
const INSIST_AFTER_MS = 1_000;

export type StartOptions = DependencyOverrides & {
  /** Instead of the environment. */
  readonly config?: Config;
  /** Where the demo tenant's publishable key may be used, besides this server's own address. */
  readonly demoOrigins?: readonly string[];
  /** Whether the process' SIGTERM and SIGINT end the server. True by default. */
  readonly signals?: boolean;
};

export type RunningServer = {
  readonly url: string;
  /** `undefined` where tenants were set up without the demo. */
  readonly demo: DemoTenant | undefined;
  readonly app: App;
  onClose(listener: () => void): void;
  /** Stops taking requests, finishes those under way, closes the storage. */
  close(): Promise<void>;
};

/** Starts the whole server: storage, services, HTTP. Throws one line that says what is wrong when it cannot. */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const config = options.config ?? readConfig();
  const port = config.port === 0 ? await freePort(config.host) : config.port;
  const publicUrl =
    config.publicUrl ??
    `http://${config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host}:${port}`;
  const logger = pino({ level: config.logLevel, base: null });
  const onBackgroundError = (failure: unknown) =>
    logger.error(
      { failure: failure instanceof Error ? failure.name : 'unknown', ...whyOf(failure) },
      'background work failed',
    );
  const onModelFailure = (failure: ModelFailure, modelId: string) =>
    logger.warn(modelFailureNote(failure, modelId), 'a language model failed');
  const app = await compose(config, { publicUrl }, { onBackgroundError, onModelFailure, ...options });
  const { shutdownGraceMs } = config;
  const leave = new AbortController();
  let http: Awaited<ReturnType<typeof httpServer>> | undefined;
  try {
    await app.begin();
    const embedDir = widgetFiles();
    const server = await httpServer(app.services, {
      publicUrl,
      logger,
      clock: app.clock,
      trustProxy: config.trustProxy,
      limits: { credential: config.requestsPerMinute, turns: config.turnsPerMinute },
      drainMs: DRAIN_MS - shutdownGraceMs,
      leaving: leave.signal,
      docsDir: assetPath('docs'),
      ...defined({ embedDir }),
    });
    const warning = proxyWarning({ publicUrl, trustProxy: config.trustProxy });
    if (warning !== undefined) logger.warn(warning);
    http = server;
    await server.listen({ port, host: config.host }).catch((thrown: unknown) => {
      throw listenFailure(thrown, { port, host: config.host });
    });
    // Not before the server listens: the secret key is shown once, and a start that fails would lose it.
    const demo = await bootstrapDemoTenant(app.tenancy, app.clock, {
      origins: [publicUrl, ...(options.demoOrigins ?? [])],
    });
    const closing: Closing = { app, leave, closeHttp: () => server.close() };
    return running({ url: publicUrl, demo, app }, closing, options.signals === false ? undefined : { shutdownGraceMs });
  } catch (thrown) {
    await http?.close();
    await app.close({ drainMs: 0 });
    throw thrown;
  }
}

/** Messages may quote somebody, except of the failures that are worded for the operator. */
function whyOf(failure: unknown): { why?: string } {
  return failure instanceof SearchFailure || failure instanceof ErasureIncomplete ? { why: failure.message } : {};
}

type Closing = { readonly app: App; readonly leave: AbortController; readonly closeHttp: () => Promise<unknown> };

function running(
  server: Pick<RunningServer, 'url' | 'demo' | 'app'>,
  { app, leave, closeHttp }: Closing,
  signals: { readonly shutdownGraceMs: number } | undefined,
): RunningServer {
  const listeners: (() => void)[] = [];
  let closed: Promise<void> | undefined;
  const hurry = new AbortController();
  const closeAfter = (graceMs: number): Promise<void> => {
    closed ??= (async () => {
      leave.abort();
      // From now on no turn begins. Those under way, and the requests that wait for them, have the same 25 seconds.
      const drained = app.drain({ drainMs: DRAIN_MS });
      if (graceMs > 0) await app.clock.sleep(graceMs, hurry.signal).catch(() => undefined);
      await Promise.all([closeHttp(), drained]);
      await app.close({ drainMs: 0 });
      for (const listener of listeners) listener();
    })();
    return closed;
  };
  const close = () => {
    hurry.abort();
    return closeAfter(0);
  };
  if (signals !== undefined) {
    // A supervisor, npm and a shell may each pass one on: however many come, they are one wish.
    process.on('SIGTERM', () => void closeAfter(signals.shutdownGraceMs));
    const interrupted = () => void close();
    process.on('SIGINT', interrupted);
    // Somebody at a terminal waits for it, and may not want to any longer.
    process.once('SIGINT', () => void app.clock.sleep(INSIST_AFTER_MS).then(() => process.off('SIGINT', interrupted)));
  }
  return { ...server, close, onClose: (listener) => void listeners.push(listener) };
}

/** The folder with the widget's embed files, when the widget is installed and built. */
function widgetFiles(): string | undefined {
  const folder = fileURLToPath(new URL('./embed/v1/', import.meta.resolve('@interview-prep/widget')));
  return existsSync(folder) ? folder : undefined;
}

// The public address is part of tokens and links, so the port must be known before the server listens.
function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createProbe();
    probe.once('error', reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('There is no free port')),
      );
    });
  });
}
