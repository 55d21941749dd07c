import { describe, expect, it } from 'vitest';
import { specification } from './expect-contract.ts';
import { startTestServer } from './test-server.ts';

const changed = (change: (spec: typeof specification) => void) => {
  const copy = structuredClone(specification);
  change(copy);
  return copy;
};

describe('a server does not start', () => {
  it('when an operation says nothing about access', async () => {
    const spec = changed(({ paths }) => delete (paths['/v1/chats']!['get'] as Record<string, unknown>)['x-access']);
    await expect(startTestServer({ options: { specification: spec } })).rejects.toThrow(/listChats.*x-access/);
  });

  it('when an operation names a credential that there is not', async () => {
    const spec = changed(({ paths }) => paths['/v1/chats']!['get']!['x-access'].credentials.push('cookie'));
    await expect(startTestServer({ options: { specification: spec } })).rejects.toThrow(/listChats.*x-access/);
  });

  it('when an operation has no handler', async () => {
    const spec = changed(({ paths }) => (paths['/v1/chats']!['get']!.operationId = 'dreamUpChats'));
    await expect(startTestServer({ options: { specification: spec } })).rejects.toThrow(/dreamUpChats.*no handler/);
  });
});
