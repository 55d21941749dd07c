import { z } from 'zod';
import { defined } from '../../core/kernel/defined.ts';
import type { Tenant } from '../../core/tenancy/ports.ts';

/** What a tenant offers to candidates who need another way. */
export const adjustmentsSchema: z.ZodType<Tenant['adjustments']> = z
  .object({ text: z.string(), email: z.string().optional() })
  .transform(({ text, email }) => ({ text, ...defined({ email }) }));

/** The origins a key may be used from. */
export const originsSchema = z.array(z.string());
