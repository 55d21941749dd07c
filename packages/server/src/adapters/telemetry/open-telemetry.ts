import {
  ROOT_CONTEXT,
  type Span as OtelSpan,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer as OtelTracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { Attributes, Span, Tracer } from '../../core/kernel/tracer.ts';

export type TelemetrySettings = {
  /** The whole address, such as `http://collector:4318/v1/traces`. */
  readonly tracesUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly resourceAttributes: Readonly<Record<string, string>>;
  readonly sampler:
    | 'always_on'
    | 'always_off'
    | 'traceidratio'
    | 'parentbased_always_on'
    | 'parentbased_always_off'
    | 'parentbased_traceidratio';
  readonly samplerRatio: number;
  readonly withContent: boolean;
};

export type OpenTelemetry = {
  readonly tracer: Tracer;
  /** Sends what waits, for a few seconds at most. Never rejects. */
  close(): Promise<void>;
};

const SEND_AT_MOST_MS = 5_000;
const CLOSE_AT_MOST_MS = 3_000;

/**
 * Spans for a collector, by OTLP over HTTP in JSON. They are sent in batches beside the work; when the collector is
 * away they are dropped, and `onError` is called once until it is back.
 */
export function openTelemetry(
  settings: TelemetrySettings,
  { onError = () => {} }: { onError?: (failure: unknown) => void } = {},
): OpenTelemetry {
  const exporter = new OTLPTraceExporter({
    url: settings.tracesUrl,
    headers: { ...settings.headers },
    timeoutMillis: SEND_AT_MOST_MS,
  });
  const processor = new BatchSpanProcessor(reportingExporter(exporter, onError), {
    exportTimeoutMillis: SEND_AT_MOST_MS,
  });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ ...settings.resourceAttributes, 'service.name': settings.serviceName }),
    sampler: samplerOf(settings),
    spanProcessors: [processor],
  });
  return {
    tracer: tracerOver(provider.getTracer('interview-prep'), settings.withContent),
    close: () => atMost(CLOSE_AT_MOST_MS, provider.shutdown()),
  };
}

function tracerOver(tracer: OtelTracer, withContent: boolean): Tracer {
  const spans = new WeakMap<Span, OtelSpan>();
  return {
    withContent,
    begin(name, { kind, attributes = {}, parent }) {
      const above = parent === undefined ? undefined : spans.get(parent);
      // Our own parents only, never the process' active span: whoever embeds the server may trace other things.
      const context = above === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, above);
      const begun = tracer.startSpan(
        name,
        { kind: kind === 'client' ? SpanKind.CLIENT : SpanKind.INTERNAL, attributes: valuesOf(attributes) },
        context,
      );
      const span: Span = {
        set: (more) => void begun.setAttributes(valuesOf(more)),
        end: ({ failure } = {}) => {
          if (failure !== undefined)
            begun.setAttribute('error.type', failure).setStatus({ code: SpanStatusCode.ERROR });
          begun.end();
        },
      };
      spans.set(span, begun);
      return span;
    },
  };
}

function valuesOf(attributes: Attributes) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
  );
}

function samplerOf({ sampler, samplerRatio }: TelemetrySettings): Sampler {
  const root = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: () => new TraceIdRatioBasedSampler(samplerRatio),
  };
  switch (sampler) {
    case 'always_on':
    case 'always_off':
    case 'traceidratio':
      return root[sampler]();
    case 'parentbased_always_on':
      return new ParentBasedSampler({ root: root.always_on() });
    case 'parentbased_always_off':
      return new ParentBasedSampler({ root: root.always_off() });
    case 'parentbased_traceidratio':
      return new ParentBasedSampler({ root: root.traceidratio() });
  }
}

/** Reports the first failure in a row only: batches are sent every few seconds, and one log line is enough. */
function reportingExporter(exporter: OTLPTraceExporter, onError: (failure: unknown) => void): SpanExporter {
  let away = false;
  return {
    export: (spans: ReadableSpan[], done) =>
      exporter.export(spans, (result) => {
        if (result.error !== undefined && !away) onError(result.error);
        away = result.error !== undefined;
        done(result);
      }),
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
}

async function atMost(delayMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delayMs);
  });
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}
