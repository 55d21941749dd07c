import { describe, expect, it } from 'vitest';
import { aiSdkModel } from './ai-sdk.ts';
import { lazyModel } from './lazy-model.ts';
import { eventsOf, finish, partsModel, texts } from './test-sdk-model.ts';

const FACTS = { id: 'small', provider: 'vendor', reads: { pdf: false } };

describe('a model that is loaded when it is needed', () => {
  it('is known before, and loaded once for all requests', async () => {
    let loads = 0;
    const model = lazyModel(FACTS, async () => {
      loads += 1;
      return aiSdkModel(partsModel([...texts('Yes'), finish('stop')]));
    });
    expect(model).toMatchObject(FACTS);
    const answer = async () => (await eventsOf(model)).length;
    expect(loads).toBe(0);
    expect(await Promise.all([answer(), answer()])).toEqual([3, 3]);
    expect(loads).toBe(1);
  });

  it('fails as rejected where it cannot be loaded', async () => {
    const model = lazyModel(FACTS, () => Promise.reject(new Error('no such package')));
    await expect(eventsOf(model)).rejects.toMatchObject({ name: 'ModelFailure', kind: 'rejected' });
  });
});
