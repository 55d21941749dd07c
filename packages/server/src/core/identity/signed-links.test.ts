import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../kernel/service-error.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { signedLinks } from './signed-links.ts';
import { countingTenancy, steppedClock } from '../tenancy/tenancy-fakes.suite.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_1' }, purpose: 'practice' });

describe('signed links', () => {
  it('name one document of one person for their time, in any process of the installation', async () => {
    const { store } = countingTenancy();
    const clock = steppedClock();
    const [here, there] = [await signedLinks(store, clock), await signedLinks(store, clock)];
    const link = here.sign(scope, { prepId: 'prp_1' }, 3_600);
    expect(link).toMatch(/^[A-Za-z0-9_-]{1,1000}$/u);
    expect(there.verify(link, clock.now() + 3_599_999)).toEqual({ scope, prepId: 'prp_1' });
    expect(() => there.verify(link, clock.now() + 3_600_000)).toThrow(ServiceError);
  });

  it('hold nothing that can be read, and are not the same twice', async () => {
    const clock = steppedClock();
    const links = await signedLinks(countingTenancy().store, clock);
    const made = Array.from({ length: 20 }, () => links.sign(scope, { prepId: 'prp_1' }, 3_600));
    expect(new Set(made).size).toBe(20);
    for (const link of made) {
      const spellings = [
        link,
        ...['base64url', 'hex'].map((one) => Buffer.from(link, one as 'hex').toString('latin1')),
      ];
      for (const id of ['prp_1', 'cand_1', 'ten_a', 'candidate', 'practice', '1700000000'])
        for (const text of spellings) expect(text).not.toContain(id);
    }
  });

  it('are refused after any change, and by another installation', async () => {
    const clock = steppedClock();
    const links = await signedLinks(countingTenancy().store, clock);
    const link = links.sign(scope, { prepId: 'prp_1' }, 60);
    const refused = (text: string) => {
      try {
        links.verify(text, clock.now());
        return false;
      } catch (failure) {
        return failure instanceof ServiceError && failure.code === 'forbidden';
      }
    };
    fc.assert(
      fc.property(fc.nat(link.length - 1), fc.nat(6), (at, bit) => {
        expect(
          refused(link.slice(0, at) + String.fromCharCode(link.charCodeAt(at) ^ (1 << bit)) + link.slice(at + 1)),
        ).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(fc.property(fc.string(), refused));
    for (const text of ['', '.', 'a.b', `${link}.`, `${link}=`, 'x'.repeat(5_000)])
      expect(refused(text), text).toBe(true);
    expect(() => links.verify(`${link}=`, clock.now())).toThrow(
      expect.objectContaining({ detail: 'This link is not complete.' }),
    );
    const elsewhere = await signedLinks(countingTenancy().store, clock);
    expect(refused(elsewhere.sign(scope, { prepId: 'prp_1' }, 60))).toBe(true);
  });
});
