import { expect, it } from 'vitest';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import { retention } from './retention.ts';

it('removes the files of every idle candidate, and tries those that failed again at the next sweep', async () => {
  const people = ['cand_1', 'cand_2'].map((id) => scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id } }));
  let idle: readonly Scope[] = people;
  let isBroken = true;
  const removed: string[] = [];
  const { sweep } = retention({
    records: {
      collection: () => {
        throw new Error('Retention reads no documents.');
      },
      eraseSubject: async () => {},
      eraseIdle: async () => idle,
    },
    objects: {
      put: async () => {},
      get: async () => undefined,
      open: async () => undefined,
      presignedRead: async () => undefined,
      remove: async () => {},
      removeAll: async ({ subject }) => {
        if (isBroken && subject.id === 'cand_1') throw new Error('The disk failed.');
        removed.push(subject.id);
      },
    },
    clock: { now: () => 0, sleep: async () => {} },
    keepMs: 1,
  });
  expect(await sweep()).toBe(2);
  expect(removed).toEqual(['cand_2']);
  idle = [];
  isBroken = false;
  await sweep();
  await sweep();
  expect(removed).toEqual(['cand_2', 'cand_1']);
});
