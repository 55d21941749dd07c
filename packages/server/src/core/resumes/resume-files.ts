import * as z from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { ObjectStore } from '../objects/ports.ts';
import { type Collection, type Records, type Row } from '../records/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

const noteRecord = z.object({
  objectKey: z.string(),
  /** The candidate deleted the résumé while this file was being uploaded. */
  deleted: z.boolean().optional(),
});

type Note = z.infer<typeof noteRecord>;

/** No upload takes longer: a note from before that no résumé refers to is what a killed process left. */
const UPLOAD_MS = 10 * 60_000;
const PAGE = 100;

/**
 * The files of résumés. Files are in no transaction with rows, so each has a note from before it is written until it is
 * gone: whatever process is killed at whatever moment, no file is without a note, and what is noted is removed in the end.
 * Only the files of earlier releases have none.
 */
export class ResumeFiles {
  readonly #notes: Collection<Note>;
  readonly #objects: ObjectStore;
  readonly #clock: Clock;

  constructor({ records, objects, clock }: { records: Records; objects: ObjectStore; clock: Clock }) {
    this.#notes = records.collection('resume_file', { schema: noteRecord });
    this.#objects = objects;
    this.#clock = clock;
  }

  async put(scope: Scope, objectKey: string, bytes: Uint8Array): Promise<void> {
    await this.note(scope, objectKey);
    try {
      await this.#objects.put(scope, objectKey, bytes);
    } catch (failure) {
      // What cannot be removed now stays noted.
      await this.remove(scope, objectKey).catch(() => undefined);
      throw failure;
    }
  }

  read(scope: Scope, objectKey: string): Promise<Uint8Array | undefined> {
    return this.#objects.get(scope, objectKey);
  }

  /** Does nothing for a file that has its note. */
  async note(scope: Scope, objectKey: string): Promise<void> {
    await isFirst(this.#notes.insert(scope, noteId(objectKey), { objectKey }));
  }

  async noted(scope: Scope): Promise<readonly Row<Note>[]> {
    const notes: Row<Note>[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await this.#notes.list(scope, { limit: PAGE, ...defined({ cursor }) });
      notes.push(...page.rows);
      if (page.nextCursor === null) return notes;
      cursor = page.nextCursor;
    }
  }

  /** `gone` when there is no note: the file was removed, or is of an earlier release. */
  async state(scope: Scope, objectKey: string): Promise<'kept' | 'deleted' | 'gone'> {
    const note = await this.#notes.get(scope, noteId(objectKey));
    if (note === undefined) return 'gone';
    return note.value.deleted === true ? 'deleted' : 'kept';
  }

  /** Whether the upload of a noted file must have ended by now. */
  isOld({ createdAt }: Row<Note>): boolean {
    return createdAt <= this.#clock.now() - UPLOAD_MS;
  }

  /** Lets the upload of this file, which may be under way, find that it was deleted. */
  async markDeleted(scope: Scope, { id, value, version }: Row<Note>): Promise<void> {
    const marked = { ...value, deleted: true };
    await isFirst(this.#notes.replace(scope, id, { value: marked, expectedVersion: version }));
  }

  /** The file alone: its note stays. */
  async removeBytes(scope: Scope, objectKey: string): Promise<void> {
    await this.#objects.remove(scope, objectKey);
  }

  async remove(scope: Scope, objectKey: string): Promise<void> {
    await this.removeBytes(scope, objectKey);
    await this.#notes.remove(scope, noteId(objectKey));
  }
}

/** Whether this change was made; not when another request noted, marked or removed the same first. */
export async function isFirst(change: Promise<unknown>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (failure) {
    if (failure instanceof ServiceError && (failure.code === 'conflict' || failure.code === 'not_found')) return false;
    throw failure;
  }
}

function noteId(objectKey: string): string {
  return objectKey.replaceAll('/', '_');
}
