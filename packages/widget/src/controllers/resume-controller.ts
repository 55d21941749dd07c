import type { InterviewPrep, Resume } from '@interview-prep/sdk';
import type { ControllerHost } from './host.ts';
import { troubleFrom } from './trouble.ts';
import type { Trouble } from './trouble.ts';

export type ResumeClient = { readonly resume: Pick<InterviewPrep['resume'], 'put' | 'get' | 'correct' | 'delete'> };

export type ResumeState =
  | { readonly name: 'unknown' }
  | { readonly name: 'none' }
  | { readonly name: 'uploading'; readonly fileName: string; readonly bytes: number }
  | { readonly name: 'read'; readonly resume: Resume; readonly busy?: boolean }
  | { readonly name: 'failed'; readonly trouble: Trouble; readonly fileName?: string; readonly resume?: Resume };

/** The candidate's résumé: upload, what we read, correction, deletion. A failed upload leaves the earlier résumé as it was. */
export class ResumeController {
  state: ResumeState = { name: 'unknown' };
  readonly #host: ControllerHost;
  readonly #client: ResumeClient;
  readonly #largestBytes: () => number;
  #asked = false;

  constructor(host: ControllerHost, client: ResumeClient, largestBytes: () => number) {
    this.#host = host;
    this.#client = client;
    this.#largestBytes = largestBytes;
  }

  /** The résumé that is kept, if any. */
  get resume(): Resume | undefined {
    return 'resume' in this.state ? this.state.resume : undefined;
  }

  /** Asks once for the résumé that is kept. An upload that begins meanwhile has the last word. */
  async load(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    let found: ResumeState;
    try {
      found = { name: 'read', resume: await this.#client.resume.get() };
    } catch (thrown) {
      const trouble = troubleFrom(thrown);
      this.#asked = trouble.status === 404;
      found = trouble.status === 404 ? { name: 'none' } : { name: 'failed', trouble };
    }
    if (this.state.name === 'unknown') this.#go(found);
  }

  async upload(file: File): Promise<void> {
    const before = this.resume;
    this.#go({ name: 'uploading', fileName: file.name, bytes: file.size });
    try {
      if (file.size > this.#largestBytes())
        return this.#failed(
          { ...troubleFrom(undefined), code: 'payload_too_large', retryable: false },
          file.name,
          before,
        );
      this.#go({ name: 'read', resume: await this.#client.resume.put(file, { fileName: file.name.slice(0, 200) }) });
    } catch (thrown) {
      this.#failed(troubleFrom(thrown), file.name, before);
    }
  }

  /** Replaces what we read by the candidate's own version; answers whether it was taken. */
  async correct(text: string): Promise<boolean> {
    return this.#change(async () => ({ name: 'read', resume: await this.#client.resume.correct({ text }) }));
  }

  async delete(): Promise<boolean> {
    return this.#change(async () => {
      await this.#client.resume.delete();
      return { name: 'none' };
    });
  }

  async #change(work: () => Promise<ResumeState>): Promise<boolean> {
    const { resume } = this;
    if (resume === undefined) return false;
    this.#go({ name: 'read', resume, busy: true });
    try {
      this.#go(await work());
      return true;
    } catch (thrown) {
      this.#failed(troubleFrom(thrown), undefined, resume);
      return false;
    }
  }

  #failed(trouble: Trouble, fileName: string | undefined, resume: Resume | undefined): void {
    this.#go({ name: 'failed', trouble, ...(fileName !== undefined && { fileName }), ...(resume && { resume }) });
  }

  #go(state: ResumeState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
