import type { InterviewPrep, Resume } from '@interview-prep/sdk';
import { defined } from './defined.ts';
import type { ControllerHost } from './host.ts';
import { uiErrorFrom } from './ui-error.ts';
import type { UiError } from './ui-error.ts';

export type ResumeClient = { readonly resume: Pick<InterviewPrep['resume'], 'put' | 'get' | 'correct' | 'delete'> };

export type ResumeState =
  | { readonly name: 'unknown' }
  | { readonly name: 'none' }
  | { readonly name: 'uploading'; readonly fileName: string; readonly bytes: number }
  | { readonly name: 'read'; readonly resume: Resume; readonly busy?: boolean }
  | { readonly name: 'failed'; readonly error: UiError; readonly fileName?: string; readonly resume?: Resume };

/**
 * State of the candidate's résumé: upload, extracted text, correction, deletion. After a failed upload the previous
 * résumé is kept.
 */
export class ResumeController {
  state: ResumeState = { name: 'unknown' };
  readonly #host: ControllerHost;
  readonly #client: ResumeClient;
  readonly #largestBytes: () => number;
  #requested = false;

  constructor(host: ControllerHost, client: ResumeClient, largestBytes: () => number) {
    this.#host = host;
    this.#client = client;
    this.#largestBytes = largestBytes;
  }

  /** The stored résumé, if any. */
  get resume(): Resume | undefined {
    return 'resume' in this.state ? this.state.resume : undefined;
  }

  /** Loads the stored résumé once; after a failure it can be loaded again. An upload that starts in the meantime wins. */
  async load(): Promise<void> {
    if (this.#requested) return;
    this.#requested = true;
    const before = this.state;
    let loaded: ResumeState;
    try {
      loaded = { name: 'read', resume: await this.#client.resume.get() };
    } catch (thrown) {
      const error = uiErrorFrom(thrown);
      this.#requested = error.status === 404;
      loaded = error.status === 404 ? { name: 'none' } : { name: 'failed', error };
    }
    if (this.state === before) this.#setState(loaded);
  }

  async upload(file: File): Promise<void> {
    const before = this.resume;
    this.#setState({ name: 'uploading', fileName: file.name, bytes: file.size });
    try {
      const code = file.size === 0 ? 'empty_file' : 'payload_too_large';
      if (file.size === 0 || file.size > this.#largestBytes())
        return this.#fail({ ...uiErrorFrom(undefined), code, retryable: false }, file.name, before);
      this.#setState({
        name: 'read',
        resume: await this.#client.resume.put(file, { fileName: file.name.slice(0, 200) }),
      });
    } catch (thrown) {
      this.#fail(uiErrorFrom(thrown), file.name, before);
    }
  }

  /** Replaces the extracted text with the candidate's version. Returns whether it was saved. */
  async correct(text: string): Promise<boolean> {
    return this.#update(async () => ({ name: 'read', resume: await this.#client.resume.correct({ text }) }));
  }

  async delete(): Promise<boolean> {
    return this.#update(async () => {
      await this.#client.resume.delete();
      return { name: 'none' };
    });
  }

  async #update(work: () => Promise<ResumeState>): Promise<boolean> {
    const { resume } = this;
    if (resume === undefined) return false;
    this.#setState({ name: 'read', resume, busy: true });
    try {
      this.#setState(await work());
      return true;
    } catch (thrown) {
      this.#fail(uiErrorFrom(thrown), undefined, resume);
      return false;
    }
  }

  #fail(error: UiError, fileName: string | undefined, resume: Resume | undefined): void {
    this.#setState({ name: 'failed', error, ...defined({ fileName, resume }) });
  }

  #setState(state: ResumeState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
