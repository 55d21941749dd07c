import { describe, expect, it } from 'vitest';
import { memoryStorage, type MemoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock, type ManualClock } from '../../testing/manual-clock.ts';
import { testApp, type TestApp } from '../chat/test-app.suite.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { type Fault, faultAt } from '../tasks/test-cut-storage.ts';

/** No cancellation makes so many calls of the storage, so that each of them is met. */
const MORE_THAN_ALL_CALLS = 24;

/** Storage that notes in which state each run ends. */
function noting(storage: MemoryStorage, ends: string[]): MemoryStorage {
  const { workflows } = storage;
  const checkpoint: typeof workflows.checkpoint = async (run, lease) => {
    const isSaved = await workflows.checkpoint(run, lease);
    if (isSaved && run.state !== 'running') ends.push(run.state);
    return isSaved;
  };
  return { ...storage, workflows: { ...workflows, checkpoint } };
}

/** Storage that waits before it puts an object whose key ends so. */
function heldBefore(ending: string, storage: MemoryStorage) {
  let [reached, letGo] = [() => {}, () => {}];
  const there = new Promise<void>((resolve) => (reached = resolve));
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  const put: typeof storage.objects.put = async (scope, key, content) => {
    if (key.endsWith(ending)) {
      reached();
      await gone;
    }
    return storage.objects.put(scope, key, content);
  };
  return { storage: { ...storage, objects: { ...storage.objects, put } }, there, letGo: () => letGo() };
}

/** A document that is asked for. */
async function begun(given: { clock: ManualClock; storage: MemoryStorage }) {
  const app = await testApp(given);
  const { title, company, posting: text } = FOUR.sales;
  const { id: postingId } = await app.postings.create(app.scope, { kind: 'text', text, title, company } as never);
  const { id } = await app.preps.create(app.scope, { postingId });
  return { app, id };
}

/** How many files of a document are kept. */
async function keptOf({ app, storage, id }: { app: TestApp; storage: MemoryStorage; id: string }): Promise<number> {
  const forms = [`preps/${id}.pdf`, `preps/${id}.md`].map((key) => storage.objects.get(app.scope, key));
  return (await Promise.all(forms)).filter((object) => object !== undefined).length;
}

/** A document that is cancelled when its PDF is kept and its Markdown is not, with a fault in its process at one call. */
async function cancelledWith(fault: Fault, nth: number) {
  const clock = manualClock();
  const [ends, storage] = [[] as string[], memoryStorage(clock)];
  const noted = noting(storage, ends);
  const held = heldBefore('.md', noted);
  const faulty = faultAt(nth, fault, held.storage);
  const { app, id } = await begun({ clock, storage: faulty.storage });
  await held.there;
  expect(await keptOf({ app, storage, id })).toBe(1);
  const other = await testApp({ clock, storage: noted, processId: 'two' });
  faulty.arm();
  void app.preps.cancel(app.scope, id).catch(() => {});
  await clock.advance(0);
  held.letGo();
  await clock.advance(120_000);
  const { status } = await other.preps.get(app.scope, id);
  return { status, ends, kept: await keptOf({ app, storage, id }) };
}

describe('a document that is cancelled when its first file is kept', () => {
  it.each([
    ['the process dies', 'dies'],
    ['the storage fails once', 'throws'],
  ] as const)('leaves no file and no run, at whichever call of the storage %s', async (_what, fault) => {
    const seen = new Set<string>();
    for (let nth = 1; nth <= MORE_THAN_ALL_CALLS; nth += 1) {
      const { status, ends, kept } = await cancelledWith(fault, nth);
      // A fault before the record was written leaves a document that nobody cancelled.
      const wanted = status === 'ready' ? { ends: ['done'], kept: 2 } : { ends: ['cancelled'], kept: 0 };
      expect({ nth, ends, kept }).toEqual({ nth, ...wanted });
      seen.add(status);
    }
    expect(seen).toEqual(new Set(['ready', 'cancelled']));
  });
});

describe('the files of a document', () => {
  async function madeWith(change: (storage: MemoryStorage) => MemoryStorage) {
    const clock = manualClock();
    const storage = memoryStorage(clock);
    const { app, id } = await begun({ clock, storage: change(storage) });
    await clock.advance(60_000);
    return { status: (await app.preps.get(app.scope, id)).status, kept: await keptOf({ app, storage, id }) };
  }

  it('are removed when it fails because one of them could not be kept', async () => {
    const fails = (storage: MemoryStorage): MemoryStorage => {
      const put: typeof storage.objects.put = async (scope, key, content) => {
        if (key.endsWith('.md')) throw new ServiceError('storage_unavailable');
        return storage.objects.put(scope, key, content);
      };
      return { ...storage, objects: { ...storage.objects, put } };
    };
    expect(await madeWith(fails)).toEqual({ status: 'failed', kept: 0 });
  });

  it('are removed when it was cancelled and one of them is kept only after its run has ended', async () => {
    const clock = manualClock();
    const [ends, storage] = [[] as string[], memoryStorage(clock)];
    const held = heldBefore('.md', noting(storage, ends));
    const { app, id } = await begun({ clock, storage: held.storage });
    await held.there;
    await app.preps.cancel(app.scope, id);
    await clock.advance(60_000);
    expect(ends).toEqual(['cancelled']);
    held.letGo();
    await clock.advance(0);
    expect(await keptOf({ app, storage, id })).toBe(0);
  });

  it('stay when it is ready and its run could not be ended at once', async () => {
    const ends: string[] = [];
    const fails = (storage: MemoryStorage): MemoryStorage => {
      let isLost = false;
      const { workflows } = noting(storage, ends);
      const checkpoint: typeof workflows.checkpoint = async (run, lease) => {
        if (run.state === 'running' || isLost) return workflows.checkpoint(run, lease);
        isLost = true;
        throw new ServiceError('storage_unavailable');
      };
      return { ...storage, workflows: { ...workflows, checkpoint } };
    };
    expect(await madeWith(fails)).toEqual({ status: 'ready', kept: 2 });
    expect(ends).toEqual(['cancelled']);
  });
});
