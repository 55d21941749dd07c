import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import { guardedPool } from './sql-pool.ts';
import { storageFailure } from './storage-failure.ts';

const coded = (code: string): Error => Object.assign(new Error('a failure'), { code });

describe('storage failure', () => {
  it.each([
    '08006',
    '08P01',
    '53100',
    '53300',
    '57P01',
    '57P03',
    '58030',
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOSPC',
    'ENOENT',
  ])('is storage_unavailable for %s', (code) => {
    const cause = coded(code);
    expect(storageFailure(cause)).toMatchObject({ code: 'storage_unavailable', retryAfterSeconds: 5, cause });
  });

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'could not extend file: No space left on device',
  ])('is storage_unavailable for "%s"', (message) => {
    expect(storageFailure(new Error(message))).toMatchObject({ code: 'storage_unavailable' });
  });

  it('is storage_unavailable when every address refuses', () => {
    expect(storageFailure(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]))).toMatchObject({
      code: 'storage_unavailable',
    });
  });

  it('is conflict for a taken key', () => {
    expect(storageFailure(coded('23505'))).toMatchObject({ code: 'conflict' });
  });

  it('stays what it is when it is our own fault or already named', () => {
    const ours = coded('42601');
    const named = new ServiceError('not_found');
    expect(storageFailure(ours)).toBe(ours);
    expect(storageFailure(named)).toBe(named);
    expect(storageFailure('odd')).toBe('odd');
  });

  it('is named when no connection can be had, too', async () => {
    const pool = guardedPool({ connect: () => Promise.reject(coded('53300')), end: () => Promise.resolve() });
    await expect(pool.connect()).rejects.toMatchObject({ code: 'storage_unavailable' });
  });
});
