import type { Usages } from '../../../packages/server/src/core/usage/ports.ts';

/** A bill of nothing. */
export const nothingUsed: Pick<Usages, 'report'> = {
  report: async (_scope, { from = '2026-10-23', to = '2026-11-21' }) => ({
    from,
    to,
    data: [],
    total: { turns: 0, requests: 0, inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, costUsd: 0 },
    budgets: {},
  }),
};
