import type { Config } from '../config.ts';
import { defined } from '../core/kernel/defined.ts';
import { noTracer, type Tracer } from '../core/kernel/tracer.ts';
import type { DependencyOverrides } from './dependency-overrides.ts';

/** OpenTelemetry is loaded only where a collector is configured: it takes a fifth of a second of a start. */
export async function openTracing(
  { telemetry }: Config,
  { tracer, onBackgroundError }: DependencyOverrides,
): Promise<{ tracer: Tracer; close(): Promise<void> }> {
  if (tracer !== undefined || telemetry === undefined) return { tracer: tracer ?? noTracer, close: async () => {} };
  const { openTelemetry } = await import('../adapters/telemetry/open-telemetry.ts');
  return openTelemetry(telemetry, defined({ onError: onBackgroundError }));
}
