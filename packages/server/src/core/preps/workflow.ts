import type { Workflow } from '../workflows/ports.ts';

const OUR_OWN_WORK = { attempts: 3, delayMs: 1_000 };

/** How a preparation document is made. At most 120 s in all. */
export const prepWorkflow: Workflow = {
  name: 'prep',
  version: 1,
  steps: [
    { name: 'research', run: 'prep.research', retry: OUR_OWN_WORK, timeoutMs: 40_000 },
    { name: 'write', run: 'prep.write', retry: OUR_OWN_WORK, timeoutMs: 40_000 },
    { name: 'render', run: 'prep.render', retry: OUR_OWN_WORK, timeoutMs: 30_000 },
    { name: 'publish', run: 'prep.publish', retry: OUR_OWN_WORK, timeoutMs: 10_000 },
  ],
  onFailure: 'prep.failed',
};
