import type { WorkflowSpec } from '../workflows/ports.ts';

const OUR_OWN_WORK = { attempts: 3, delayMs: 1_000 };

/** How long a document may take in all, however often a step of it is tried. */
export const PREP_DEADLINE_MS = 120_000;

/** How a preparation document is made. */
export const prepWorkflowSpec: WorkflowSpec = {
  name: 'prep',
  version: 1,
  steps: [
    { name: 'research', run: 'prep.research', retry: OUR_OWN_WORK, timeoutMs: 60_000 },
    { name: 'write', run: 'prep.write', retry: OUR_OWN_WORK, timeoutMs: PREP_DEADLINE_MS },
    { name: 'render', run: 'prep.render', retry: OUR_OWN_WORK, timeoutMs: 30_000 },
    { name: 'publish', run: 'prep.publish', retry: OUR_OWN_WORK, timeoutMs: 10_000 },
  ],
  onFailure: 'prep.failed',
};
