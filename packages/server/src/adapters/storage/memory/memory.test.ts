import { idempotencyStoreSuite } from '../../../core/idempotency/idempotency-store.suite.ts';
import { systemClock } from '../../../core/kernel/clock.ts';
import { objectStoreSuite } from '../../../core/objects/object-store.suite.ts';
import { recordsSuite } from '../../../core/records/records.suite.ts';
import { sessionStoreSuite } from '../../../core/sessions/session-store.suite.ts';
import { erasureSuite } from '../../../core/tenancy/erasure.suite.ts';
import { tenancyStoreSuite } from '../../../core/tenancy/tenancy-store.suite.ts';
import { usageStoreSuite } from '../../../core/usage/usage-store.suite.ts';
import { workflowStoreSuite } from '../../../core/workflows/workflow-store.suite.ts';
import { memoryStorage } from './storage.ts';

let time = 0;
const storage = memoryStorage({ ...systemClock, now: () => time });
const setTime = (now: number): void => {
  time = now;
};

recordsSuite(() => ({ records: storage.records, setTime }));
erasureSuite(() => ({ ...storage, setTime }));
sessionStoreSuite(() => storage.sessions);
tenancyStoreSuite(() => storage.tenancy);
idempotencyStoreSuite(() => storage.idempotency);
workflowStoreSuite(() => storage.workflows);
usageStoreSuite(() => storage);
objectStoreSuite(() => storage.objects);
