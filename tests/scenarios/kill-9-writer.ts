import { openSqlite } from '../../packages/server/src/adapters/storage/sqlite/database.ts';
import { sqliteSessionStore } from '../../packages/server/src/adapters/storage/sqlite/session-store.ts';
import { systemClock } from '../../packages/server/src/core/kernel/clock.ts';
import type { Position, SessionWrite } from '../../packages/server/src/core/sessions/ports.ts';
import { scopeFor, type TenantId } from '../../packages/server/src/core/tenancy/scope.ts';
import { changeAfter, SESSION_ID, SUBJECT_ID, TENANT_ID } from './kill-9-story.ts';

// Goes on with the story wherever the log stands, and prints every position only when it was acknowledged.
const database = await openSqlite(process.argv[2] ?? '');
const store = sqliteSessionStore(database, systemClock);
const scope = scopeFor({ tenantId: TENANT_ID as TenantId, subject: { kind: 'candidate', id: SUBJECT_ID } });
if ((await store.head(scope, SESSION_ID)) === undefined)
  await store.create(scope, { sessionId: SESSION_ID, kind: 'chat', at: 1 });
let position: Position = (await store.head(scope, SESSION_ID))?.position ?? { seq: 0, characters: 0 };
const print = ({ seq, characters }: Position): void => void process.stdout.write(`${seq} ${characters}\n`);
print(position);
for (;;) {
  const { change, next } = changeAfter(position);
  const write: SessionWrite = { scope, sessionId: SESSION_ID, expected: position, facts: [], ...change };
  const [outcome] = await store.write([write]);
  if (outcome !== 'written')
    throw new Error(`The log moved under its only writer at ${position.seq}.${position.characters}.`);
  position = next;
  print(position);
}
