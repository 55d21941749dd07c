import { defined } from '../core/kernel/defined.ts';
import type { Attributes, Span, Tracer } from '../core/kernel/tracer.ts';

/** A span as it ended. `parent` is the name of the span it was below. */
export type KeptSpan = {
  readonly name: string;
  readonly kind: 'client' | 'internal';
  readonly parent?: string;
  readonly attributes: Attributes;
  readonly failure?: string;
};

/** A tracer that keeps what ended, in that order, and counts what is still open. */
export type KeptSpans = Tracer & { readonly ended: readonly KeptSpan[]; open(): number };

/** For tests: what is traced, without anybody to send it to. */
export function keptSpans({ withContent = false }: { withContent?: boolean } = {}): KeptSpans {
  const names = new Map<Span, string>();
  const ended: KeptSpan[] = [];
  let open = 0;
  return {
    withContent,
    ended,
    open: () => open,
    begin(name, { kind, attributes = {}, parent }) {
      const all = { ...attributes };
      const above = parent === undefined ? undefined : names.get(parent);
      const span: Span = {
        set: (more) => void Object.assign(all, more),
        end: (outcome = {}) => {
          open -= 1;
          ended.push({ name, kind, ...defined({ parent: above }), attributes: all, ...outcome });
        },
      };
      open += 1;
      names.set(span, name);
      return span;
    },
  };
}
