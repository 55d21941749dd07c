import { positionId } from '../core/sessions/position.ts';
import { candidateEraser, type Abandons } from '../core/trust/candidate-eraser.ts';
import { personalData, type PersonalDataDependencies } from '../core/trust/export-and-erasure.ts';
import type { AppDependencies } from './dependencies.ts';

/** What candidates may have of all that is kept about them: a copy, and that it is gone. */
export function createTrustServices(
  { storage, clock, onBackgroundError: onFailure }: AppDependencies,
  kept: Omit<PersonalDataDependencies, 'eraser' | 'positionId' | 'clock'>,
  running: readonly Abandons[],
) {
  const eraser = candidateEraser({ ...storage, running, clock, onFailure });
  return { eraser, personalData: personalData({ ...kept, eraser, positionId, clock }) };
}
