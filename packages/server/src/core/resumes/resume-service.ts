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

const resumeRecord = z.object({
  /** The id of this upload; rows of earlier releases have it as their own id only. */
  uploadId: z.string().optional(),
  fileName: z.string().optional(),
  kind: z.enum(['pdf', 'docx', 'text']),
  pages: z.number().optional(),
  text: z.string(),
  hidden: z.array(z.object({ text: z.string(), reason: z.string(), page: z.number().optional() })),
  truncated: z.boolean(),
  corrected: z.boolean(),
  uploadedAt: z.number(),
  objectKey: z.string(),
});

type ResumeRecord = z.infer<typeof resumeRecord>;
type Dependencies = { records: Records; objects: ObjectStore; reader: DocumentReader; clock: Clock };

const NEWEST = { limit: 1 };
/** A candidate has one row. Earlier releases inserted one for each upload and could leave several behind. */
const ALL = { limit: 100 };

export class ResumeService implements Resumes {
  readonly #rows: Collection<ResumeRecord>;
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#rows = dependencies.records.collection('resume', { schema: resumeRecord });
  }

  async put(scope: Scope, file: { bytes: Uint8Array; fileName?: string; contentType?: string }): Promise<Resume> {
    const { bytes, fileName, contentType } = file;
    const { reader, objects, clock } = this.#dependencies;
    const read = await reader.read(bytes, { ...defined({ fileName, contentType }) });
    const uploadId = newId('res');
    const record: ResumeRecord = {
      uploadId,
      ...defined({ fileName }),
      kind: read.kind,
      ...defined({ pages: read.pages }),
      text: read.text,
      hidden: read.hidden.map((passage) => ({ ...passage })),
      truncated: read.truncated,
      corrected: false,
      uploadedAt: clock.now(),
      objectKey: `resumes/${uploadId}`,
    };
    // The new one is whole before the old one goes, so that a failure in between loses nothing.
    await objects.put(scope, record.objectKey, bytes);
    let replaced: ResumeRecord | undefined;
    const id = rowId(scope);
    const row = await kept(this.#rows, scope, {
      id,
      // Of uploads at the same moment the last one stays, and each removes the file of the one that it replaced.
      value: (before) => {
        replaced = before;
        return record;
      },
    });
    if (replaced !== undefined) await objects.remove(scope, replaced.objectKey);
    const { rows } = await this.#rows.list(scope, ALL);
    for (const other of rows) if (other.id !== id) await this.#discard(scope, other);
    return asResume(row);
  }

  expectUpload(): void {
    this.#dependencies.reader.expect?.();
  }

  async get(scope: Scope): Promise<Resume> {
    return asResume(await this.#existing(scope));
  }

  async plainPdf(scope: Scope): Promise<Uint8Array | undefined> {
    const row = await this.#row(scope);
    if (row === undefined || row.value.kind !== 'pdf' || row.value.corrected || row.value.hidden.length > 0)
      return undefined;
    return this.#dependencies.objects.get(scope, row.value.objectKey);
  }

  async correct(scope: Scope, text: string): Promise<Resume> {
    const row = await this.#existing(scope);
    const value: ResumeRecord = { ...row.value, text: text.normalize('NFC'), corrected: true, truncated: false };
    return asResume(await this.#rows.replace(scope, row.id, { value, expectedVersion: row.version }));
  }

  async remove(scope: Scope): Promise<void> {
    await this.#existing(scope);
    const { rows } = await this.#rows.list(scope, ALL);
    for (const row of rows) await this.#discard(scope, row);
  }

  async #discard(scope: Scope, row: Row<ResumeRecord>): Promise<void> {
    await this.#rows.remove(scope, row.id);
    await this.#dependencies.objects.remove(scope, row.value.objectKey);
  }

  async #row(scope: Scope): Promise<Row<ResumeRecord> | undefined> {
    const current = await this.#rows.get(scope, rowId(scope));
    return current ?? (await this.#rows.list(scope, NEWEST)).rows[0];
  }

  async #existing(scope: Scope): Promise<Row<ResumeRecord>> {
    const row = await this.#row(scope);
    if (row === undefined) throw new ServiceError('not_found', { detail: 'There is no résumé yet.' });
    return row;
  }
}

function rowId({ tenantId, subject }: Scope): string {
  return `res_${sha256(JSON.stringify([tenantId, subject.kind, subject.id])).slice(0, 40)}`;
}

function asResume({ id, value }: Row<ResumeRecord>): Resume {
  const { uploadId = id, fileName, kind, pages, text, hidden, truncated, corrected, uploadedAt } = value;
  return {
    id: uploadId,
    kind,
    text,
    truncated,
    corrected,
    hidden: hidden.map(({ page, ...passage }) => ({ ...passage, ...defined({ page }) })),
    language: languageOf(text).code,
    competencies: competencyIdsIn(text).flatMap((competencyId) => competencyOf(competencyId)?.label ?? []),
    uploadedAt: isoTime(uploadedAt),
    ...defined({ fileName, pages }),
  };
}
