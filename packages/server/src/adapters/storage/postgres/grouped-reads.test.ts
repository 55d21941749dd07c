import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupedReads } from './grouped-reads.ts';

type Key = { readonly id: number };
type Sent = { readonly keys: readonly Key[]; readonly settle: () => void; readonly fail: (reason: unknown) => void };

/**
 * A database that answers each statement when the test lets it, with the value of the moment the statement was sent.
 */
function patientDatabase(valueOf: (id: number) => string = String) {
  const sent: Sent[] = [];
  const load = (keys: readonly Key[]) => {
    const values = keys.map(({ id }) => valueOf(id));
    return new Promise<(place: number) => string | undefined>((resolve, fail) => {
      sent.push({ keys, settle: () => resolve((place) => values[place]), fail });
    });
  };
  const statement = async (index: number): Promise<Sent> => {
    for (;;) {
      const found = sent[index];
      if (found !== undefined) return found;
      await turn();
    }
  };
  return { sent, load, statement };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const turns = async (count: number) => {
  for (let index = 0; index < count; index += 1) await turn();
};
const ids = ({ keys }: Sent) => keys.map(({ id }) => id);

describe('grouped reads', () => {
  it('sends what is asked for in the same moment as one statement', async () => {
    const { load, sent, statement } = patientDatabase();
    const read = groupedReads(load, { atOnce: 1, most: 10 });
    const answers = Promise.all([read({ id: 1 }), read({ id: 2 }), read({ id: 1 })]);
    const first = await statement(0);
    expect(ids(first)).toEqual([1, 2]);
    first.settle();
    expect(await answers).toEqual(['1', '2', '1']);
    expect(sent).toHaveLength(1);
  });

  it('never adds a caller to a statement that is under way', async () => {
    let written = 'before';
    const { load, statement } = patientDatabase(() => written);
    const read = groupedReads(load, { atOnce: 1, most: 10 });
    const early = read({ id: 1 });
    const first = await statement(0);
    written = 'after';
    const late = read({ id: 1 });
    first.settle();
    (await statement(1)).settle();
    expect(await Promise.all([early, late])).toEqual(['before', 'after']);
  });

  it('fails exactly those whose key was in the failed statement', async () => {
    const { load, statement } = patientDatabase();
    const read = groupedReads(load, { atOnce: 1, most: 2 });
    const answers = Promise.allSettled([read({ id: 1 }), read({ id: 2 }), read({ id: 3 }), read({ id: 1 })]);
    (await statement(0)).fail('lost');
    (await statement(1)).settle();
    expect((await answers).map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.reason))).toEqual([
      'lost',
      'lost',
      '3',
      'lost',
    ]);
  });

  it('fails its callers when a statement cannot even be sent', async () => {
    const read = groupedReads<Key, string>(
      () => {
        throw new Error('no connection');
      },
      { atOnce: 1, most: 10 },
    );
    await expect(read({ id: 1 })).rejects.toThrow('no connection');
    await expect(read({ id: 1 })).rejects.toThrow('no connection');
  });

  it('sends no more statements at once than allowed', async () => {
    const { load, sent, statement } = patientDatabase();
    const read = groupedReads(load, { atOnce: 2, most: 10 });
    const answers: Promise<unknown>[] = [];
    for (let id = 0; id < 5; id += 1) {
      answers.push(read({ id }));
      await turns(20);
    }
    expect(sent.map(ids)).toEqual([[0], [1]]);
    (await statement(0)).settle();
    const third = await statement(2);
    expect(ids(third)).toEqual([2, 3, 4]);
    third.settle();
    (await statement(1)).settle();
    expect(await Promise.all(answers)).toEqual(['0', '1', '2', '3', '4']);
  });

  it('sends a statement soon although others keep coming', async () => {
    const { load, sent } = patientDatabase();
    const read = groupedReads(load, { atOnce: 1, most: 1_000 });
    for (let id = 0; id < 20; id += 1) {
      // Begun before the read, so that the next read comes before the gathering looks again.
      const next = turn();
      void read({ id });
      await next;
    }
    expect(sent.map(({ keys }) => keys.length)).toEqual([9]);
  });

  it('gives every caller the own answer, whatever is asked when and whichever statement fails', async () => {
    const ask = fc.record({ id: fc.nat(5), turns: fc.nat(3) });
    const options = fc.record({
      atOnce: fc.integer({ min: 1, max: 3 }),
      most: fc.integer({ min: 1, max: 4 }),
      failing: fc.array(fc.boolean(), { maxLength: 10 }),
      slow: fc.nat(4),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(ask, { maxLength: 30 }), options, async (asks, { atOnce, most, failing, slow }) => {
        let now = 0;
        let statements = 0;
        const load = async (keys: readonly Key[]) => {
          const number = statements;
          const sentAt = now;
          statements += 1;
          expect(keys.length).toBeGreaterThan(0);
          expect(keys.length).toBeLessThanOrEqual(most);
          await turns(slow);
          if (failing[number] === true) throw number;
          return (place: number) => ({ id: keys[place]?.id, sentAt });
        };
        const read = groupedReads(load, { atOnce, most });
        const answers: Promise<void>[] = [];
        const failed = new Set<unknown>();
        for (const { id, turns: pause } of asks) {
          now += 1;
          const askedAt = now;
          const answered = read({ id }).then(
            (answer) => {
              expect(answer.id).toBe(id);
              expect(answer.sentAt).toBeGreaterThanOrEqual(askedAt);
            },
            (thrown: unknown) => {
              failed.add(thrown);
              expect(typeof thrown).toBe('number');
            },
          );
          answers.push(answered);
          await turns(pause);
        }
        await Promise.all(answers);
        for (let number = 0; number < statements; number += 1)
          expect(failed.has(number)).toBe(failing[number] === true);
      }),
      { numRuns: 60 },
    );
  });
});
