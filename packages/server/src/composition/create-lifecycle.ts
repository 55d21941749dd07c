import type { ChatService } from '../core/chat/chat-service.ts';
import type { DurableSessionLog } from '../core/sessions/log.ts';
import { retention } from '../core/trust/retention.ts';
import type { WorkflowRunner } from '../core/workflows/runner.ts';
import type { AppDependencies } from './dependencies.ts';

/** How the app starts its background work, and how it stops. */
export function createLifecycle(
  dependencies: AppDependencies,
  running: { log: DurableSessionLog; runner: WorkflowRunner; chats: ChatService; keepMs: number },
) {
  const { storage, clock } = dependencies;
  const { log, runner, chats, keepMs } = running;
  const retentionJob = retention({ records: storage.records, objects: storage.objects, clock, keepMs });
  return {
    /** Frees what a crash held, ends the turns that it cut off and begins background work. */
    async begin(): Promise<void> {
      if (storage.alone) await storage.idempotency.releaseAll();
      await log.recover({ everyone: storage.alone });
      void log.keepLeases();
      await runner.work({ alone: storage.alone });
      retentionJob.begin();
    },
    /** Begins no more turns and finishes those under way, at most `drainMs`. */
    drain: ({ drainMs }: { drainMs: number }): Promise<void> => chats.drain(AbortSignal.timeout(drainMs)),
    /** Finishes what is under way, at most `drainMs`, then releases every resource. */
    async close({ drainMs }: { drainMs: number }): Promise<void> {
      await chats.drain(AbortSignal.timeout(drainMs));
      runner.close();
      retentionJob.close();
      await log.close();
      const { reader, renderer } = dependencies;
      await Promise.all([reader.close(), renderer.close(), dependencies.closeEgress(), dependencies.closeTracer()]);
      await storage.close();
    },
  };
}
