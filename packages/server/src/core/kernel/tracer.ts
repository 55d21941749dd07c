import { ServiceError } from './service-error.ts';

/** What a span can say about itself. Never a person's words: those are off unless the operator turns them on. */
export type Attributes = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One piece of work in a trace. */
export interface Span {
  set(attributes: Attributes): void;
  /** A span ends once. `failure` is named by its class or code, never by its message. */
  end(outcome?: { readonly failure?: string }): void;
}

/** Where work is made visible to operators. */
export interface Tracer {
  /** Begins a span, below `parent` where one is given. `client`: work that somebody else does for us. */
  begin(
    name: string,
    options: { readonly kind: 'client' | 'internal'; readonly attributes?: Attributes; readonly parent?: Span },
  ): Span;
  /** Whether messages may stand in spans. Off by default. */
  readonly withContent: boolean;
}

/** What failed, in a word: a code of ours or the class of an error. Never its message, which may hold anybody's words. */
export function failureName(thrown: unknown): string {
  if (thrown instanceof ServiceError) return thrown.code;
  return thrown instanceof Error ? thrown.name : 'unknown';
}

/** Content as the text of an attribute. Never throws: what is traced must not disturb what is done. */
export function contentText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return 'null';
  }
}

const SILENT: Span = { set: () => {}, end: () => {} };

/** Records nothing. */
export const noTracer: Tracer = { begin: () => SILENT, withContent: false };
