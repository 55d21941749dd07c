import type { Calendars } from '../../core/calendar/ports.ts';
import type { Chats } from '../../core/chat/ports.ts';
import type { Consents } from '../../core/consents/ports.ts';
import type { IdempotencyStore } from '../../core/idempotency/ports.ts';
import type { Clock } from '../../core/kernel/clock.ts';
import type { Postings } from '../../core/postings/ports.ts';
import type { Preps } from '../../core/preps/ports.ts';
import type { Research } from '../../core/research/ports.ts';
import type { Resumes } from '../../core/resumes/ports.ts';
import type { Access, Identity } from '../../core/identity/ports.ts';
import type { Toolbox, ToolServers } from '../../core/tools/ports.ts';
import type { Transcripts } from '../../core/transcripts/ports.ts';
import type { PersonalData } from '../../core/trust/ports.ts';
import type { TurnCounts, Usages } from '../../core/usage/ports.ts';
import type { StreamLimits } from '../streams/limits.ts';

/** The services that the HTTP server calls. It closes none of them. */
export type HttpServices = {
  readonly access: Access;
  readonly identity: Identity;
  readonly chats: Chats;
  readonly postings: Postings;
  readonly resumes: Resumes;
  readonly preps: Preps;
  readonly calendars: Calendars;
  readonly research: Research;
  readonly consents: Consents;
  readonly personalData: PersonalData;
  readonly transcripts: Transcripts;
  readonly tools: Toolbox;
  readonly toolServers: ToolServers;
  readonly idempotency: IdempotencyStore;
  readonly usage: Pick<Usages, 'report'>;
  /** Of all processes; without it this one counts for itself. */
  readonly turnCounts?: TurnCounts;
  /** What was checked, in words, e.g. `{ storage: 'ok' }`. Throws when the server cannot be used. */
  ready(): Promise<Record<string, string>>;
};

/** Where the HTTP server logs: a pino logger is one. It never receives personal data. */
export type HttpLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** Requests in a minute. */
export type RateLimits = {
  /** Of one key or one candidate. */
  readonly credential: number;
  /** Of one candidate. */
  readonly turns: number;
  /** Of one candidate. */
  readonly resumes: number;
  /** Of one candidate: each may fetch an address and read a file. */
  readonly calendars: number;
  /** From one address. */
  readonly embedSessions: number;
  /** From one address, without a credential or with a bad one. */
  readonly anonymous: number;
};

export type HttpOptions = {
  /** Where the outside reaches this server, without a slash at the end. */
  readonly publicUrl: string;
  /** The parsed contract, or the path of its YAML. By default the one that is shipped. */
  readonly specification?: string | object;
  /** The folder of the widget's embed files; without it `/embed/…` has no files. */
  readonly embedDir?: string;
  /** The folder with `redoc.standalone.js`; without that file `/docs` links to the contract. */
  readonly docsDir?: string;
  readonly logger: HttpLog;
  readonly clock: Clock;
  readonly limits?: Partial<RateLimits>;
  readonly streams?: Partial<StreamLimits>;
  /** Whose `X-Forwarded-For` is believed: as Fastify's `trustProxy`. Nobody by default. */
  readonly trustProxy?: boolean | number | readonly string[];
  /** How long a request may take to arrive. */
  readonly requestTimeoutMs?: number;
  /**
   * Aborts some time before `close()`: from then on `/readyz` is 503, so that balancers look elsewhere, and everything else
   * is answered as before.
   */
  readonly leaving?: AbortSignal;
  /** How long `close()` waits for requests that are under way. */
  readonly drainMs?: number;
};

export const RATE_LIMITS: RateLimits = {
  credential: 600,
  turns: 60,
  resumes: 20,
  calendars: 20,
  embedSessions: 60,
  anonymous: 300,
};

export const BODY_LIMIT_BYTES = 1024 * 1024;
