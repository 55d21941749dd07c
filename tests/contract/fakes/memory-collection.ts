import { ServiceError } from '../../../packages/server/src/core/kernel/service-error.ts';
import type { Scope } from '../../../packages/server/src/core/tenancy/scope.ts';

const ownerOf = ({ tenantId, subject }: Scope) => `${tenantId}/${subject.kind}/${subject.id}`;

/** Things by id, each of one owner; somebody else's is as unknown as none. */
export class MemoryCollection<Value> {
  readonly #things = new Map<string, { owner: string; value: Value }>();

  put(scope: Scope, id: string, value: Value): Value {
    this.#things.set(id, { owner: ownerOf(scope), value });
    return value;
  }

  get(scope: Scope, id: string): Value {
    const thing = this.#things.get(id);
    if (thing === undefined || thing.owner !== ownerOf(scope)) throw new ServiceError('not_found');
    return thing.value;
  }

  find(id: string): Value | undefined {
    return this.#things.get(id)?.value;
  }

  remove(scope: Scope, id: string): void {
    this.get(scope, id);
    this.#things.delete(id);
  }

  list(scope: Scope): { data: Value[]; nextCursor: null } {
    return {
      data: [...this.#things.values()].filter(({ owner }) => owner === ownerOf(scope)).map(({ value }) => value),
      nextCursor: null,
    };
  }
}
