import { expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import { candidateEraser } from './candidate-eraser.ts';
import { retention } from './retention.ts';

const DAY_MS = 86_400_000;
const tenantId = 'ten_a';
const bytes = Uint8Array.of(1);

function setUp() {
  const clock = manualClock();
  const storage = memoryStorage(clock);
  const [failures, abandoned] = [Array<unknown>(), Array<string>()];
  const broken = new Set<string>();
  const eraser = candidateEraser({
    erasure: storage.erasure,
    objects: {
      removeAll: async (scope) => {
        if (broken.has(scope.subject.id)) throw new ServiceError('storage_unavailable');
        return storage.objects.removeAll(scope);
      },
    },
    running: [{ abandon: (scope) => void abandoned.push(scope.subject.id) }],
    clock,
    onFailure: (failure) => failures.push(failure),
  });
  const { sweep } = retention({
    erasure: storage.erasure,
    eraser,
    clock,
    keepMs: 30 * DAY_MS,
    onFailure: (failure) => failures.push(failure),
  });
  const candidate = async (name: string): Promise<Scope> => {
    const id = await storage.tenancy.candidateByExternalId(tenantId, name);
    const scope = scopeFor({ tenantId, subject: { kind: 'candidate', id } });
    await storage.objects.put(scope, 'resume', bytes);
    return scope;
  };
  return { clock, storage, eraser, sweep, failures, abandoned, broken, candidate };
}

it('erases every idle candidate with files and identity, and nobody else', async () => {
  const { clock, storage, sweep, failures, abandoned, candidate } = setUp();
  const idle = await Promise.all(Array.from({ length: 120 }, (_, index) => candidate(`idle-${index}`)));
  await clock.advance(20 * DAY_MS);
  const active = await candidate('active');
  await clock.advance(10 * DAY_MS + 1);
  expect(await sweep()).toBe(120);
  expect(abandoned).toHaveLength(120);
  for (const scope of idle) {
    expect(await storage.objects.get(scope, 'resume')).toBeUndefined();
    expect(await storage.erasure.isErased(scope)).toBe(true);
  }
  expect(await storage.tenancy.candidateByExternalId(tenantId, 'idle-0')).not.toBe(idle[0]?.subject.id);
  expect(await storage.tenancy.candidateByExternalId(tenantId, 'active')).toBe(active.subject.id);
  expect(await storage.objects.get(active, 'resume')).toEqual(bytes);
  expect([await sweep(), failures]).toEqual([0, []]);
});

it('goes on with the others when one cannot be erased, reports it in numbers, and finds it again', async () => {
  const { clock, storage, sweep, failures, candidate } = setUp();
  const [one, two] = [await candidate('one'), await candidate('two')];
  await clock.advance(31 * DAY_MS);
  const { erase } = storage.erasure;
  storage.erasure.erase = (scope, at) =>
    scope.subject.id === one.subject.id ? Promise.reject(new ServiceError('storage_unavailable')) : erase(scope, at);
  expect(await sweep()).toBe(1);
  expect(failures).toMatchObject([
    { name: 'ErasureIncomplete', message: expect.stringContaining('1 of 2 candidates') },
  ]);
  expect(await storage.erasure.isErased(two)).toBe(true);
  storage.erasure.erase = erase;
  expect(await sweep()).toBe(1);
});

it('removes files that could not be removed as soon as that works, also after a restart', async () => {
  const { clock, storage, eraser, failures, broken, candidate } = setUp();
  const scope = await candidate('one');
  broken.add(scope.subject.id);
  expect(await eraser.erase(scope)).toBe(true);
  await eraser.removeDueFiles();
  expect(failures).toMatchObject([
    { message: 'Could not remove the files of 1 of 1 candidates (storage_unavailable). It is tried again.' },
    { name: 'ErasureIncomplete' },
  ]);
  expect(await storage.objects.get(scope, 'resume')).toEqual(bytes);
  broken.clear();
  await clock.advance(1);
  await eraser.removeDueFiles();
  expect(await storage.objects.get(scope, 'resume')).toBeUndefined();
});

it('looks for files that came late five seconds, a minute and an hour after the erasure', async () => {
  const { clock, storage, eraser, candidate } = setUp();
  const scope = await candidate('one');
  await eraser.erase(scope);
  for (const [delayMs, isGone] of [
    [4_999, false],
    [1, true],
    [54_999, false],
    [1, true],
    [3_539_999, false],
    [1, true],
    [DAY_MS, false],
  ] as const) {
    await storage.objects.put(scope, 'late', bytes);
    await clock.advance(delayMs);
    await eraser.removeDueFiles();
    expect((await storage.objects.get(scope, 'late')) === undefined).toBe(isGone);
  }
});

it('forgets a tombstone after thirty days', async () => {
  const { clock, storage, eraser, sweep, candidate } = setUp();
  const scope = await candidate('one');
  await eraser.erase(scope);
  await clock.advance(2 * 3_600_000);
  await eraser.removeDueFiles();
  await clock.advance(29 * DAY_MS);
  await sweep();
  expect(await storage.erasure.isErased(scope)).toBe(true);
  await clock.advance(DAY_MS);
  await sweep();
  expect(await storage.erasure.isErased(scope)).toBe(false);
});

it('leaves a candidate who came back between the look and the erasure', async () => {
  const { clock, storage, sweep, candidate } = setUp();
  const scope = await candidate('back');
  await clock.advance(30 * DAY_MS + 1);
  const { idle } = storage.erasure;
  storage.erasure.idle = async (since, most) => {
    const found = await idle(since, most);
    await storage.tenancy.candidateByExternalId(tenantId, 'back');
    return found;
  };
  expect(await sweep()).toBe(0);
  expect(await storage.objects.get(scope, 'resume')).toEqual(bytes);
});
