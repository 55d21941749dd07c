export { memoryStorage, type MemoryStorage } from './adapters/storage/memory/storage.ts';
export { manualClock, type ManualClock } from './testing/manual-clock.ts';
export { type Line, type Script, scriptedMind } from './testing/scripted-mind.ts';
export { type Persona, simulateCandidate } from './testing/simulated-candidate.ts';
