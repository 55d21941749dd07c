import * as z from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { sha256 } from '../kernel/digests.ts';
import { newId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { ObjectStore } from '../objects/ports.ts';
import { type Collection, kept, type Records, type Row } from '../records/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import { competencyIdsIn, competencyOf, languageOf } from '../vocabulary/ports.ts';
import type { DocumentReader, Resume, Resumes } from './ports.ts';
import { isFirst, ResumeFiles } from './resume-files.ts';

const resumeRecord = z.object({
  /** The id of this upload; rows of earlier releases have it as their own id only. */
  uploadId: z.string().optional(),
  fileName: z.string().optional(),
  kind: z.enum(['pdf', 'docx', 'text']),
  pages: z.number().optional(),
  text: z.string(),
  hidden: z.array(
    z.object({ text: z.string(), reason: z.string(), page: z.number().optional(), place: z.string().optional() }),
  ),
  unread: z.array(z.object({ what: z.string(), page: z.number().optional(), after: z.string().optional() })).optional(),
  truncated: z.boolean(),
  scanned: z.boolean().optional(),
  wordsBeside: z.boolean().optional(),
  corrected: z.boolean(),
  uploadedAt: z.number(),
  objectKey: z.string(),
});

/**
 * What stays in place of a deleted résumé: a row that was removed and inserted again would have the version of the removed
 * one, and a correction of the deleted text would pass for one of the new.
 */
const deletedRecord = z.strictObject({ deleted: z.literal(true) });

type ResumeRecord = z.infer<typeof resumeRecord>;
type StoredRecord = ResumeRecord | z.infer<typeof deletedRecord>;
const DELETED: StoredRecord = { deleted: true };
type Dependencies = { records: Records; objects: ObjectStore; reader: DocumentReader; clock: Clock };

/** A candidate has one row. Earlier releases inserted one for each upload and could leave several behind. */
const ALL = { limit: 100 };

export class ResumeService implements Resumes {
  readonly #rows: Collection<StoredRecord>;
  readonly #files: ResumeFiles;
  readonly #dependencies: Pick<Dependencies, 'reader' | 'clock'>;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#files = new ResumeFiles(dependencies);
    this.#rows = dependencies.records.collection('resume', { schema: z.union([deletedRecord, resumeRecord]) });
  }

  async put(scope: Scope, file: { bytes: Uint8Array; fileName?: string; contentType?: string }): Promise<Resume> {
    const { bytes, fileName, contentType } = file;
    const { reader, clock } = this.#dependencies;
    const read = await reader.read(bytes, { ...defined({ fileName, contentType }) });
    const uploadId = newId('res');
    const record: ResumeRecord = {
      uploadId,
      ...defined({ fileName }),
      kind: read.kind,
      ...defined({ pages: read.pages }),
      text: read.text,
      hidden: read.hidden.map((passage) => ({ ...passage })),
      ...defined({ unread: read.unread?.map((part) => ({ ...part })) }),
      truncated: read.truncated,
      ...defined({ scanned: read.scanned, wordsBeside: read.wordsBeside }),
      corrected: false,
      uploadedAt: clock.now(),
      objectKey: `resumes/${uploadId}`,
    };
    // The new one is whole before the old one goes, so that a failure in between loses nothing.
    await this.#files.put(scope, record.objectKey, bytes);
    const replaced = await this.#save(scope, record);
    const wasDeleted = await this.#takenBackIfDeleted(scope, record.objectKey);
    for (const objectKey of replaced) await this.#files.remove(scope, objectKey);
    if (wasDeleted) throw new ServiceError('conflict', { detail: 'The résumé was deleted during this upload.' });
    await this.#removeLeftovers(scope);
    return asResume({ id: uploadId, value: record });
  }

  expectUpload(): void {
    this.#dependencies.reader.expect?.();
  }

  async get(scope: Scope): Promise<Resume> {
    return asResume(await this.#existing(scope));
  }

  async plainPdf(scope: Scope): Promise<Uint8Array | undefined> {
    const row = await this.#row(scope);
    if (row === undefined || row.value.kind !== 'pdf') return undefined;
    const { corrected, hidden, truncated, wordsBeside } = row.value;
    if (corrected || hidden.length > 0 || truncated || wordsBeside === true) return undefined;
    return this.#files.read(scope, row.value.objectKey);
  }

  async correct(scope: Scope, text: string): Promise<Resume> {
    const row = await this.#existing(scope);
    const value: ResumeRecord = { ...row.value, text: text.normalize('NFC'), corrected: true, truncated: false };
    await this.#rows.replace(scope, row.id, { value, expectedVersion: row.version });
    return asResume({ id: row.id, value });
  }

  /** A résumé whose upload began after this did may stay. */
  async remove(scope: Scope): Promise<void> {
    const rows = await this.#uploads(scope);
    const notes = await this.#files.noted(scope);
    if (rows.length === 0 && notes.length === 0) throw none();
    const uploaded = new Set(rows.map(({ value }) => value.objectKey));
    const objectKeys = new Set([...uploaded, ...notes.map(({ value }) => value.objectKey)]);
    // Also what an earlier release wrote: removing a note is what has the database compacted.
    for (const objectKey of uploaded) await this.#files.note(scope, objectKey);
    for (const note of notes) if (!uploaded.has(note.value.objectKey)) await this.#files.markDeleted(scope, note);
    // Files first: when one cannot be removed, the row and the notes stay and so the next request tries again.
    for (const objectKey of objectKeys) await this.#files.removeBytes(scope, objectKey);
    for (const { id } of await this.#uploads(scope)) await this.#removeRow(scope, id, objectKeys);
    for (const note of notes) if (this.#files.isOld(note)) uploaded.add(note.value.objectKey);
    // The note of an upload that may be under way stays: that finds it there.
    for (const objectKey of uploaded) await this.#files.remove(scope, objectKey);
  }

  /**
   * Answers whose files it replaced: of uploads at the same moment the last one stays. One that was deleted meanwhile leaves
   * the row as it is, which may be that of an upload after the deletion.
   */
  async #save(scope: Scope, record: ResumeRecord): Promise<ReadonlySet<string>> {
    const replaced = new Set<string>();
    await kept(this.#rows, scope, {
      id: rowId(scope),
      value: async (before = DELETED) => {
        if ((await this.#files.state(scope, record.objectKey)) === 'deleted') return before;
        if ('deleted' in before) return record;
        await this.#files.note(scope, before.objectKey);
        replaced.add(before.objectKey);
        return record;
      },
    });
    return replaced;
  }

  /** Whether the candidate deleted the résumé during this upload: then nothing of it is left. */
  async #takenBackIfDeleted(scope: Scope, objectKey: string): Promise<boolean> {
    const state = await this.#files.state(scope, objectKey);
    if (state === 'kept') return false;
    const wasSaved = await this.#removeRow(scope, rowId(scope), new Set([objectKey]));
    // A later upload replaced it, or it was deleted after it was whole.
    if (state === 'gone' && !wasSaved) return false;
    await this.#files.remove(scope, objectKey);
    return true;
  }

  /** What killed uploads and earlier releases left. */
  async #removeLeftovers(scope: Scope): Promise<void> {
    const notes = await this.#files.noted(scope);
    const rows = await this.#uploads(scope);
    const current = rows.find(({ id }) => id === rowId(scope))?.value.objectKey;
    for (const note of notes)
      if (note.value.objectKey !== current && this.#files.isOld(note))
        await this.#files.remove(scope, note.value.objectKey);
    for (const { id, value } of rows) {
      if (id === rowId(scope)) continue;
      await this.#files.remove(scope, value.objectKey);
      await this.#rows.remove(scope, id);
    }
  }

  /** Removes a row while it is of one of these files: another upload keeps its own. Answers whether it did. */
  async #removeRow(scope: Scope, id: string, objectKeys: ReadonlySet<string>): Promise<boolean> {
    for (;;) {
      const stored = await this.#rows.get(scope, id);
      const row = stored && uploadIn(stored);
      if (row === undefined || !objectKeys.has(row.value.objectKey)) return false;
      const removal =
        id === rowId(scope)
          ? this.#rows.replace(scope, id, { value: DELETED, expectedVersion: row.version })
          : this.#rows.remove(scope, id);
      if (await isFirst(removal)) return true;
    }
  }

  async #uploads(scope: Scope): Promise<Row<ResumeRecord>[]> {
    const { rows } = await this.#rows.list(scope, ALL);
    return rows.flatMap((row) => uploadIn(row) ?? []);
  }

  async #row(scope: Scope): Promise<Row<ResumeRecord> | undefined> {
    const current = await this.#rows.get(scope, rowId(scope));
    return current === undefined ? (await this.#uploads(scope))[0] : uploadIn(current);
  }

  async #existing(scope: Scope): Promise<Row<ResumeRecord>> {
    const row = await this.#row(scope);
    if (row === undefined) throw none();
    return row;
  }
}

function uploadIn({ value, ...row }: Row<StoredRecord>): Row<ResumeRecord> | undefined {
  return 'deleted' in value ? undefined : { ...row, value };
}

function none(): ServiceError {
  return new ServiceError('not_found', { detail: 'There is no résumé yet.' });
}

function rowId({ tenantId, subject }: Scope): string {
  return `res_${sha256(JSON.stringify([tenantId, subject.kind, subject.id])).slice(0, 40)}`;
}

function asResume({ id, value }: Pick<Row<ResumeRecord>, 'id' | 'value'>): Resume {
  const {
    uploadId = id,
    fileName,
    kind,
    pages,
    text,
    hidden,
    unread,
    truncated,
    scanned,
    corrected,
    uploadedAt,
  } = value;
  return {
    id: uploadId,
    kind,
    text,
    truncated,
    corrected,
    hidden: hidden.map(({ page, place, ...passage }) => ({ ...passage, ...defined({ page, place }) })),
    language: surely(languageOf(text)),
    competencies: competencyIdsIn(text, { byCandidate: true }).flatMap(
      (competencyId) => competencyOf(competencyId)?.label ?? [],
    ),
    uploadedAt: isoTime(uploadedAt),
    ...defined({ fileName, pages, scanned }),
    ...(unread === undefined
      ? {}
      : { unread: unread.map(({ what, page, after }) => ({ what, ...defined({ page, after }) })) }),
  };
}

/** No language is better than a wrong one; a list of key words is taken for English. */
function surely({ code, confidence }: ReturnType<typeof languageOf>): string {
  return confidence === 'high' || code === 'en' ? code : 'und';
}
