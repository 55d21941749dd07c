import type { ChatService } from '../core/chat/chat-service.ts';
import type { DurableSessionLog } from '../core/sessions/log.ts';
import type { CandidateEraser } from '../core/trust/candidate-eraser.ts';
import { retention } from '../core/trust/retention.ts';
import { sweeps } from '../core/trust/sweeps.ts';
import type { WorkflowRunner } from '../core/workflows/runner.ts';
import type { AppDependencies } from './dependencies.ts';

const RETENTION_EVERY_MS = 6 * 3_600_000;
const FILES_EVERY_MS = 5_000;
/** Background work under way is not waited for any longer: another process, or the next start, goes on with it. */
const LONGEST_STEP_MS = 5_000;

/** How the app starts its background work, and how it stops. */
export function createLifecycle(
  dependencies: AppDependencies,
  running: {
    log: DurableSessionLog;
    runner: WorkflowRunner;
    chats: ChatService;
    eraser: CandidateEraser;
    keepMs: number;
  },
) {
  const { storage, clock, onBackgroundError: onFailure } = dependencies;
  const { log, runner, chats, eraser, keepMs } = running;
  const { sweep } = retention({ erasure: storage.erasure, eraser, clock, keepMs, onFailure });
  const cleaning = sweeps({ clock, onFailure }, [
    { everyMs: RETENTION_EVERY_MS, run: sweep },
    { everyMs: FILES_EVERY_MS, run: eraser.removeDueFiles },
  ]);
  const endBackground = (drainMs: number) => runner.close(AbortSignal.timeout(Math.min(drainMs, LONGEST_STEP_MS)));
  return {
    /** Frees what a crash held, ends the turns that it cut off and begins background work. */
    async begin(): Promise<void> {
      if (storage.alone) await storage.idempotency.releaseAll();
      await log.recover({ everyone: storage.alone });
      void log.keepLeases();
      await runner.work({ alone: storage.alone });
      cleaning.begin();
    },
    /** Begins no more turns and no more background work, and finishes what is under way, at most `drainMs`. */
    async drain({ drainMs }: { drainMs: number }): Promise<void> {
      await Promise.all([chats.drain(AbortSignal.timeout(drainMs)), endBackground(drainMs)]);
    },
    /** Finishes what is under way, at most `drainMs`, then releases every resource. */
    async close({ drainMs }: { drainMs: number }): Promise<void> {
      await Promise.all([chats.drain(AbortSignal.timeout(drainMs)), endBackground(drainMs)]);
      cleaning.close();
      await log.close();
      const { reader, renderer } = dependencies;
      await Promise.all([reader.close(), renderer.close(), dependencies.closeEgress(), dependencies.closeTracer()]);
      await storage.close();
    },
  };
}
