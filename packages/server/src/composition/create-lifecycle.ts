import type { ChatService } from '../core/chat/chat-service.ts';
import type { DurableSessionLog } from '../core/sessions/log.ts';
import { retention } from '../core/trust/retention.ts';
import type { WorkflowRunner } from '../core/workflows/runner.ts';
import type { AppDependencies } from './dependencies.ts';

/** Background work under way is not waited for any longer: another process, or the next start, goes on with it. */
const LONGEST_STEP_MS = 5_000;

/** How the app starts its background work, and how it stops. */
export function createLifecycle(
  dependencies: AppDependencies,
  running: { log: DurableSessionLog; runner: WorkflowRunner; chats: ChatService; keepMs: number },
) {
  const { storage, clock } = dependencies;
  const { log, runner, chats, keepMs } = running;
  const retentionJob = retention({ records: storage.records, objects: storage.objects, clock, keepMs });
  const endBackground = (drainMs: number) => runner.close(AbortSignal.timeout(Math.min(drainMs, LONGEST_STEP_MS)));
  return {
    /** Ends the turns that a crash cut off and begins background work. */
    async begin(): Promise<void> {
      await log.recover({ everyone: storage.alone });
      void log.keepLeases();
      await runner.work({ alone: storage.alone });
      retentionJob.begin();
    },
    /** Begins no more turns and no more background work, and finishes what is under way, at most `drainMs`. */
    async drain({ drainMs }: { drainMs: number }): Promise<void> {
      await Promise.all([chats.drain(AbortSignal.timeout(drainMs)), endBackground(drainMs)]);
    },
    /** Finishes what is under way, at most `drainMs`, then releases every resource. */
    async close({ drainMs }: { drainMs: number }): Promise<void> {
      await Promise.all([chats.drain(AbortSignal.timeout(drainMs)), endBackground(drainMs)]);
      retentionJob.close();
      await log.close();
      const { reader, renderer } = dependencies;
      await Promise.all([reader.close(), renderer.close(), dependencies.closeEgress(), dependencies.closeTracer()]);
      await storage.close();
    },
  };
}
