import type { ZodType } from 'zod';
import { ServiceError } from '../../core/kernel/service-error.ts';

/** A stored value in its present shape. Throws `internal` for one that no longer fits, naming `what` and never the value. */
export function parsedRow<Value>(schema: ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ServiceError('internal', {
    cause: new Error(`A stored ${what} does not fit its schema.`, { cause: result.error }),
  });
}
