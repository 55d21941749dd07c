import { expect, it } from 'vitest';
import { isSameOwner, scopeFor, type SubjectKind } from './scope.ts';

const scope = (tenant: string, kind: SubjectKind, id: string) =>
  scopeFor({ tenantId: `ten_${tenant}`, subject: { kind, id } });

it.each([
  [scope('a', 'candidate', 'x'), true],
  [scope('b', 'candidate', 'x'), false],
  [scope('a', 'service', 'x'), false],
  [scope('a', 'candidate', 'y'), false],
  [scope('b', 'service', 'y'), false],
])('a candidate reaches the same things as %j: %s', (other, same) => {
  expect(isSameOwner(scope('a', 'candidate', 'x'), other)).toBe(same);
  expect(isSameOwner(other, scope('a', 'candidate', 'x'))).toBe(same);
});

it('who acts for somebody changes nothing about what is reached', () => {
  const subject = { kind: 'candidate', id: 'x' } as const;
  const acting = scopeFor({ tenantId: 'ten_a', subject, actor: { kind: 'service', id: 's' }, purpose: 'screening' });
  expect(acting).toEqual({ tenantId: 'ten_a', subject, actor: { kind: 'service', id: 's' }, purpose: 'screening' });
  expect(scopeFor({ tenantId: 'ten_a', subject })).toEqual({ tenantId: 'ten_a', subject, purpose: 'practice' });
  expect(isSameOwner(acting, scope('a', 'candidate', 'x'))).toBe(true);
});
