import { describe, expect, it } from 'vitest';
import {
  compiledValidators,
  validatorsModule,
} from '../../packages/server/src/entrypoints/http/compiled-validators.ts';
import { contractHash } from '../../packages/server/src/entrypoints/http/request-schemas.ts';
import { requestValidators } from '../../packages/server/src/entrypoints/http/request-validators.ts';
import { specification } from './expect-contract.ts';

describe('the validators of requests', () => {
  it('exist for every part that an operation takes', () => {
    const validators = compiledValidators(specification);
    const ids = Object.values(specification.paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ operationId }) => operationId ?? []),
    );
    expect(Object.keys(validators).toSorted()).toEqual(ids.toSorted());
    expect(Object.keys(validators['createTurn'] ?? {})).toEqual(['params', 'headers', 'body']);
  });

  it('of the build are named after the contract they were compiled from', () => {
    const source = validatorsModule(specification);
    expect(source).toContain(`export const contractHash = "${contractHash(specification)}"`);
    expect(source).toMatch(/createTurn: \{ params: coercing\.createTurn_params, .*body: exact\.createTurn_body \}/);
  });

  it('are compiled anew for a contract that is not the one of the build', async () => {
    const changed = structuredClone(specification) as unknown as {
      components: { schemas: Record<string, { properties: Record<string, { maxLength?: number }> }> };
    };
    const body = { text: 'Good morning' };
    const validators = await requestValidators(specification);
    expect(validators['createTurn']?.body?.(body)).toBe(true);
    changed.components.schemas['TurnCreate']!.properties['text']!.maxLength = 3;
    const stricter = await requestValidators(changed);
    expect(stricter['createTurn']?.body?.(body)).toBe(false);
  });
});
