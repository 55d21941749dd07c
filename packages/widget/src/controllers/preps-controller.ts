import type { InterviewPrep, Prep, TurnEvent } from '@interview-prep/sdk';
import type { ControllerHost } from './host.ts';
import { isAbortError, uiErrorFrom } from './ui-error.ts';
import type { UiError } from './ui-error.ts';

export type PrepsClient = {
  readonly preps: Pick<InterviewPrep['preps'], 'create' | 'get' | 'cancel' | 'document'> & {
    list(): Promise<{ readonly data: readonly Prep[] }>;
    events(prepId: string): AsyncIterable<TurnEvent> & { abort(): void };
  };
};

/** Formats of a preparation document. */
export type DocumentFormat = 'pdf' | 'markdown';

/** State of the preparation documents: list, create, follow, cancel, read, download. */
export class PrepsController {
  /** All documents, newest first; `undefined` until they are loaded. */
  list: readonly Prep[] | undefined;
  /** The selected document. */
  current: Prep | undefined;
  /** The selected document as Markdown, once it is ready and loaded. */
  markdown: string | undefined;
  error: UiError | undefined;
  busy = false;
  readonly #host: ControllerHost;
  readonly #client: PrepsClient;
  readonly #onReady: (prep: Prep) => void;
  #stream: { abort(): void } | undefined;

  constructor(host: ControllerHost, client: PrepsClient, onReady: (prep: Prep) => void = () => {}) {
    this.#host = host;
    this.#client = client;
    this.#onReady = onReady;
  }

  /** Loads the list, selects the newest document and follows it while it is in progress. */
  async load(): Promise<void> {
    await this.#run(async () => {
      this.list = (await this.#client.preps.list()).data;
      const [newest] = this.list;
      if (newest && this.current === undefined) this.#select(newest);
    });
  }

  /** Creates a document for a posting and selects it. */
  async create(postingId: string): Promise<void> {
    if (this.busy) return;
    await this.#run(async () => this.#select(await this.#client.preps.create({ postingId })));
  }

  /** Selects a document by id. */
  async open(prepId: string): Promise<void> {
    await this.#run(async () => this.#select(await this.#client.preps.get(prepId)));
  }

  async cancel(): Promise<void> {
    const { current } = this;
    if (current) await this.#run(async () => this.#store(await this.#client.preps.cancel(current.id)));
  }

  /** Downloads the selected document; `undefined` when that failed. */
  async download(format: DocumentFormat): Promise<Blob | undefined> {
    const { current } = this;
    let blob: Blob | undefined;
    if (current) await this.#run(async () => void (blob = await this.#client.preps.document(current.id, { format })));
    return blob;
  }

  /** Stops following. The server continues to make the document. */
  close(): void {
    this.#stream?.abort();
    this.#stream = undefined;
  }

  #select(prep: Prep): void {
    this.close();
    this.current = prep;
    this.markdown = undefined;
    this.#store(prep);
    if (prep.status === 'ready') void this.#run(async () => this.#loadMarkdown(prep));
    else if (isInProgress(prep)) void this.#follow(prep);
  }

  async #follow(prep: Prep): Promise<void> {
    const stream = this.#client.preps.events(prep.id);
    this.#stream = stream;
    try {
      for await (const event of stream) {
        if (this.#stream !== stream) return;
        const { current } = this;
        if (event.type !== 'prep_progress' || current === undefined) continue;
        const { status, step, stepsDone, stepsTotal } = event;
        this.#store({ ...current, status, step, stepsDone, stepsTotal });
      }
    } catch (thrown) {
      if (isAbortError(thrown) || this.#stream !== stream) return;
    }
    await this.#run(async () => this.#loadResult(prep.id));
  }

  // Events report progress; the final result is read from the document itself.
  async #loadResult(prepId: string): Promise<void> {
    const prep = await this.#client.preps.get(prepId);
    if (this.current?.id !== prepId) return;
    this.#store(prep);
    if (prep.status !== 'ready') return;
    this.#onReady(prep);
    await this.#loadMarkdown(prep);
  }

  async #loadMarkdown({ id }: Prep): Promise<void> {
    const markdown = await (await this.#client.preps.document(id, { format: 'markdown' })).text();
    if (this.current?.id === id) this.markdown = markdown;
  }

  #store(prep: Prep): void {
    if (this.current?.id === prep.id) this.current = prep;
    const list = this.list ?? [];
    const at = list.findIndex(({ id }) => id === prep.id);
    this.list = at < 0 ? [prep, ...list] : list.with(at, prep);
    this.#host.requestUpdate();
  }

  async #run(work: () => Promise<void> | void): Promise<void> {
    this.busy = true;
    this.error = undefined;
    this.#host.requestUpdate();
    try {
      await work();
    } catch (thrown) {
      this.error = uiErrorFrom(thrown);
    }
    this.busy = false;
    this.#host.requestUpdate();
  }
}

/** Whether its status will change without user action. */
export const isInProgress = ({ status }: Prep): boolean => !['ready', 'failed', 'cancelled'].includes(status);
