import type { UsageReport } from '../contract/shapes.ts';
import type { Http, RequestOptions } from '../http/request.ts';

/** First and last day in UTC, both inclusive, as `YYYY-MM-DD`. Default: the last 30 days. */
export type UsageOptions = RequestOptions & { from?: string | undefined; to?: string | undefined };

/** Usage of all candidates of the tenant together. Needs a secret key. */
export const usageResource = (http: Http) => ({
  /** Tokens and cost by day and model, newest day first, and the remaining budgets. */
  get: ({ from, to, ...options }: UsageOptions = {}): Promise<UsageReport> =>
    http.get('/v1/usage', options, { from, to }),
});
