import type { CalendarFetcher, CalendarReader } from '../core/calendar/ports.ts';
import type { Engine } from '../core/engine/ports.ts';
import type { IdempotencyStore } from '../core/idempotency/ports.ts';
import type { Clock } from '../core/kernel/clock.ts';
import type { Tracer } from '../core/kernel/tracer.ts';
import type { ObjectStore } from '../core/objects/ports.ts';
import type { PageFetcher } from '../core/postings/ports.ts';
import type { PdfRenderer } from '../core/preps/ports.ts';
import type { Records } from '../core/records/ports.ts';
import type { Researcher } from '../core/research/ports.ts';
import type { DocumentReader } from '../core/resumes/ports.ts';
import type { SessionStore } from '../core/sessions/ports.ts';
import type { Erasure } from '../core/tenancy/erasure.ts';
import type { TenancyStore } from '../core/tenancy/ports.ts';
import type { TokenSigner } from '../core/identity/token-claims.ts';
import type { AddressCheck, ToolServers, ToolSource } from '../core/tools/ports.ts';
import type { Budgets, TurnCounts, UsageStore } from '../core/usage/ports.ts';
import type { Prices } from '../core/usage/prices.ts';
import type { WorkflowStore } from '../core/workflows/ports.ts';

/** Every store, from one place. `alone`: no other process can use it. */
export type Storage = {
  readonly alone: boolean;
  readonly records: Records;
  readonly sessions: SessionStore;
  readonly tenancy: TenancyStore;
  readonly idempotency: IdempotencyStore;
  readonly workflows: WorkflowStore;
  readonly objects: ObjectStore;
  readonly usage: UsageStore;
  /** Where several processes share it: each counts alone otherwise. */
  readonly turnCounts?: TurnCounts;
  readonly erasure: Erasure;
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** The adapters that the services of the core use; `compose.ts` chooses them. */
export type AppDependencies = {
  readonly clock: Clock;
  readonly processId: string;
  readonly storage: Storage;
  readonly engine: Engine;
  /** Does research and writes documents. */
  readonly researchEngine: Engine;
  readonly researcher: Researcher;
  readonly reader: DocumentReader;
  readonly calendars: { readonly reader: CalendarReader; readonly fetcher: CalendarFetcher };
  readonly renderer: PdfRenderer & { close(): Promise<void> };
  readonly fetcher: PageFetcher;
  readonly signer: TokenSigner;
  readonly tracer: Tracer;
  /** How tenants' own tool servers are reached. */
  readonly toolServers: { check(url: string): Promise<AddressCheck>; source(servers: ToolServers): ToolSource };
  /** Called with failures that no caller awaits. */
  readonly onBackgroundError: (failure: unknown) => void;
  closeEgress(): Promise<void>;
  /** Sends what was traced and not yet sent. */
  closeTracer(): Promise<void>;
};

export type AppOptions = {
  readonly publicUrl: string;
  readonly chatLifetimeMs: number;
  readonly turnDeadlineMs: number;
  readonly retentionDays: number;
  readonly budgets: Budgets;
  readonly prices: Prices;
};
