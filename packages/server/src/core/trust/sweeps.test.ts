import { expect, it } from 'vitest';
import { manualClock } from '../../testing/manual-clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { sweeps } from './sweeps.ts';

it('runs every sweep at the start and again after its time, whatever failed, until it is closed', async () => {
  const clock = manualClock();
  const failures: unknown[] = [];
  const runs = { broken: 0, away: 0 };
  const { begin, close } = sweeps({ clock, onFailure: (failure) => failures.push(failure) }, [
    {
      everyMs: 10,
      run: async () => {
        runs.broken += 1;
        throw new Error('broken');
      },
    },
    {
      everyMs: 20,
      run: async () => {
        runs.away += 1;
        throw new ServiceError('storage_unavailable');
      },
    },
  ]);
  begin();
  await clock.advance(40);
  expect(runs).toEqual({ broken: 5, away: 3 });
  expect(new Set(failures.map(String))).toEqual(new Set(['Error: broken']));
  close();
  await clock.advance(100);
  expect(runs).toEqual({ broken: 5, away: 3 });
});
