import type { UsageReport } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** Days in UTC, both included: `YYYY-MM-DD`. The last 30 when left out. */
export type UsageOptions = RequestOptions & { from?: string | undefined; to?: string | undefined };

/** What the tenant's candidates have used together. Needs a secret key. */
export const usageResource = (http: Http) => ({
  /** Tokens and cost by day and model, the newest day first, and what the budgets leave. */
  get: ({ from, to, ...options }: UsageOptions = {}): Promise<UsageReport> =>
    http.json({ path: '/v1/usage', query: { from, to }, options }),
});
