import { z } from 'zod';
import { defined } from '../../core/kernel/defined.ts';
import { type Scope, scopeFor, type TenantId } from '../../core/tenancy/scope.ts';

const subjectSchema = z.object({ kind: z.enum(['candidate', 'service', 'tenant']), id: z.string() });

/** A scope that was kept with work for later, made a scope again. */
export const scopeSchema: z.ZodType<Scope> = z
  .object({
    tenantId: z.custom<TenantId>((id) => typeof id === 'string' && id.startsWith('ten_')),
    subject: subjectSchema,
    actor: subjectSchema.optional(),
    purpose: z.enum(['practice', 'screening']),
    postingId: z.string().optional(),
  })
  .transform(({ actor, postingId, ...rest }) => scopeFor({ ...rest, ...defined({ actor, postingId }) }));
