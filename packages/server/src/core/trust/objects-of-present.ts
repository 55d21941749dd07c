import { ServiceError } from '../kernel/service-error.ts';
import type { ObjectStore } from '../objects/ports.ts';
import type { Erasure } from '../tenancy/erasure.ts';

/**
 * The store for candidates who are still there. Files are in no transaction, so whoever writes one looks before and
 * afterwards whether its owner was erased: then it is removed again, and `put` throws `unauthenticated`.
 */
export function objectsOfPresent(objects: ObjectStore, { isErased }: Pick<Erasure, 'isErased'>): ObjectStore {
  return {
    ...objects,
    async put(scope, key, bytes) {
      if (await isErased(scope)) throw new ServiceError('unauthenticated');
      // An erasure that removes the folder under it makes a write fail as well.
      const failure = await objects.put(scope, key, bytes).then(
        () => undefined,
        (thrown: unknown) => ({ thrown }),
      );
      if (await isErased(scope)) {
        await objects.removeAll(scope);
        throw new ServiceError('unauthenticated');
      }
      if (failure !== undefined) throw failure.thrown;
    },
  };
}
