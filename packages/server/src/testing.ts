export { memoryStorage, type MemoryStorage } from './adapters/storage/memory/storage.ts';
export { manualClock, type ManualClock } from './testing/manual-clock.ts';
export { recordedModel, type RecordedAnswer, recordingModel } from './testing/recorded-model.ts';
export {
  type ModelAnswer,
  type ModelLine,
  type ModelScript,
  type ScriptedModel,
  scriptedModel,
} from './testing/scripted-model.ts';
export { type Line, type Script, scriptedEngine } from './testing/scripted-engine.ts';
export { type Persona, simulateCandidate } from './testing/simulated-candidate.ts';
export type { HostileBehaviour } from './testing/hostile/behaviour.ts';
export { hostileBehaviours, hostileModel } from './testing/hostile/hostile-model.ts';
export { willingModel } from './testing/willing-model.ts';
