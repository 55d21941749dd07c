import { ServiceError } from '../../core/kernel/service-error.ts';
import type { HttpLog } from './options.ts';

/** Where a failure came from, without its message, which may quote a candidate. */
export type Trace = { readonly name: string; readonly frames: readonly string[] };

/** Logs a failure of ours. A refusal is not one: the caller gets it, and it is counted by its status. */
export function logFailure(log: HttpLog, error: ServiceError, at: { requestId: string; operationId?: string }): void {
  if (error.status < 500) return;
  const fields = { ...at, code: error.code, ...(error.cause instanceof Error ? { cause: traceOf(error.cause) } : {}) };
  if (error.code === 'internal') log.error(fields, 'a request failed');
  else log.warn(fields, 'a request could not be served now');
}

/** The frames of an error's stack. Lines that the message brought in are left out, also when they look like frames. */
export function traceOf(error: Error): Trace {
  const said = new Set(
    [error.message, String(error.cause ?? '')].flatMap((text) => text.split('\n').map((line) => line.trim())),
  );
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  const frames = lines.filter((line) => /^at [^\n]{1,300}:\d+:\d+\)?$/.test(line) && !said.has(line)).slice(0, 12);
  return { name: /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : 'Error', frames };
}
