import type {
  Calendar,
  Calendars,
  CalendarSource,
  Interview,
} from '../../../packages/server/src/core/calendar/ports.ts';
import { isoTime, type Clock } from '../../../packages/server/src/core/kernel/clock.ts';
import { defined } from '../../../packages/server/src/core/kernel/defined.ts';
import { ServiceError } from '../../../packages/server/src/core/kernel/service-error.ts';
import type { Scope } from '../../../packages/server/src/core/tenancy/scope.ts';
import { MemoryCollection } from './memory-collection.ts';

const idOf = ({ tenantId, subject }: Scope) => `${tenantId}/${subject.id}`;

/** Counts the bytes of a file as its entries, and finds no interview in it. */
export class FileCalendars implements Calendars {
  readonly #calendars = new MemoryCollection<Calendar>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async connect(scope: Scope, source: CalendarSource, { timeZone }: { timeZone?: string }): Promise<Calendar> {
    if (source.kind === 'url' && !source.url.startsWith('https:'))
      throw new ServiceError('validation_failed', {
        fields: [{ in: 'body', path: '/url', message: 'must be an address of https' }],
      });
    const now = isoTime(this.#clock.now());
    const seen = source.kind === 'file' ? source.bytes.byteLength : 1;
    const from =
      source.kind === 'file' ? { kind: 'file' as const } : { kind: 'url' as const, host: new URL(source.url).hostname };
    return this.#calendars.put(scope, idOf(scope), {
      source: from,
      events: { seen, unread: 0, interviews: 0 },
      readAt: now,
      coversUntil: now,
      ...defined({ timeZone }),
    });
  }

  async get(scope: Scope): Promise<Calendar> {
    return this.#calendars.get(scope, idOf(scope));
  }

  async disconnect(scope: Scope): Promise<void> {
    this.#calendars.remove(scope, idOf(scope));
  }

  async upcoming(scope: Scope) {
    return { connected: this.#calendars.list(scope).data.length > 0, data: [] };
  }

  async add(): Promise<Interview> {
    throw new ServiceError('validation_failed');
  }

  async remove(): Promise<void> {
    throw new ServiceError('not_found');
  }

  async stateZone(): Promise<Interview> {
    throw new ServiceError('not_found');
  }

  async added() {
    return [];
  }

  async kept() {
    return undefined;
  }
}
