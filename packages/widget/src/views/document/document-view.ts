import { html, nothing } from 'lit';
import type { Prep } from '@interview-prep/sdk';
import { PrepsController, isInProgress } from '../../controllers/preps-controller.ts';
import type { DocumentFormat } from '../../controllers/preps-controller.ts';
import { PrepReadyEvent } from '../../events/prep-ready.ts';
import { enDocument } from '../../localization/en-document.ts';
import { addEnglish } from '../../localization/localizer.ts';
import { parseMarkdown } from '../../rendering/incremental-markdown.ts';
import { renderBlocks } from '../../rendering/markdown.ts';
import type { PracticeContext } from '../shared/practice-context.ts';
import { errorText } from '../shared/error-text.ts';
import { saveFile } from '../shared/save-file.ts';
import { prepProgress } from './prep-progress.ts';
import { prepTable } from './prep-table.ts';

export { styles } from './document.styles.ts';

/** The Document tab: create a preparation document, follow its progress, read and download it. */
export class DocumentView {
  readonly #context: PracticeContext;
  readonly #preps: PrepsController;
  #requested = false;
  #read: { readonly markdown: string; readonly rendered: unknown } | undefined;

  constructor(context: PracticeContext) {
    this.#context = context;
    this.#preps = new PrepsController(context, context.client, ({ id }) =>
      context.dispatchEvent(new PrepReadyEvent({ prepId: id })),
    );
  }

  /** Selects one document. */
  async open(prepId: string): Promise<void> {
    this.#requested = true;
    await this.#preps.open(prepId);
    if (this.#preps.list === undefined || this.#preps.list.length < 2) await this.#preps.load();
  }

  /** Stops following progress. */
  close(): void {
    this.#preps.close();
  }

  render(): unknown {
    const { msg } = this.#context;
    if (!this.#requested) {
      this.#requested = true;
      void this.#preps.load();
    }
    const { error, list, current } = this.#preps;
    const isLoading = list === undefined && error === undefined;
    return html`<div class="page document" part="document" tabindex="0" role="group" aria-label=${msg('tabs.document')}>
      ${
        error === undefined
          ? nothing
          : html`<div class="failure" role="alert"><span>${errorText(msg, error)}</span>${
              list === undefined
                ? html`<button class="btn ghost small" type="button" @click=${() => void this.#preps.load()}>${msg('app.retry')}</button>`
                : nothing
            }</div>`
      }
      ${isLoading ? skeletonLines() : current === undefined ? this.#empty() : this.#current(current)}
      ${
        list !== undefined && (list.length > 1 || (list.length === 1 && current === undefined))
          ? prepTable({ context: this.#context, list, current, open: (id) => void this.#preps.open(id) })
          : nothing
      }
      </div>
      ${current?.status === 'ready' ? this.#actions(current) : nothing}`;
  }

  #empty(): unknown {
    const { msg, session, storage } = this.#context;
    return html`<div class="sheet-art" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></div>
      <div class="stack"><h2>${msg('document.emptyTitle')}</h2><p class="muted">${msg('document.emptyText')}</p>
        ${storage.get('resume') === null ? html`<p class="fine">${msg('document.noResume')}</p>` : nothing}</div>
      ${
        session.postingId === undefined
          ? html`<p class="muted" role="status">${msg('document.noPosting')}</p>`
          : html`<button class="btn" type="button" ?disabled=${this.#preps.busy} @click=${this.#create}>${msg('document.ask')}</button>`
      }`;
  }

  #current(prep: Prep): unknown {
    const { msg } = this.#context;
    if (isInProgress(prep))
      return prepProgress({ msg, prep, busy: this.#preps.busy, cancel: () => void this.#preps.cancel() });
    if (prep.status === 'ready') return this.#ready(prep);
    const cancelled = prep.status === 'cancelled';
    return html`<div class="card"><h2>${msg(cancelled ? 'document.cancelledTitle' : 'document.failedTitle')}</h2>
      ${
        prep.failure === undefined
          ? nothing
          : html`<p class="muted" dir="auto">${errorText(msg, { code: prep.failure.code, detail: prep.failure.message })}</p>`
      }
      <button class="btn" type="button" ?disabled=${this.#preps.busy} @click=${this.#create}>${msg(
        cancelled ? 'document.another' : 'document.again',
      )}</button></div>`;
  }

  #ready({ pages }: Prep): unknown {
    const { msg } = this.#context;
    return html`<h2 class="sr">${msg('document.preview')}</h2>
      ${this.#preps.markdown === undefined ? skeletonLines() : html`<div class="paper" part="paper">${this.#renderedMarkdown(this.#preps.markdown)}</div>`}
      <p class="row spread fine"><span>${
        pages === undefined ? nothing : msg('document.pages', { count: pages })
      }</span><button class="link" type="button" ?disabled=${this.#preps.busy}
        @click=${this.#create}>${msg('document.another')}</button></p>`;
  }

  #actions(prep: Prep): unknown {
    const { msg } = this.#context;
    return html`<div class="foot" part="footer"><div class="pair">
      <button class="btn" type="button" @click=${() => void this.#save(prep, 'pdf')}>${msg('document.pdf')}</button>
      <button class="btn ghost" type="button" @click=${() => void this.#save(prep, 'markdown')}>${msg('document.markdown')}</button>
    </div></div>`;
  }

  #renderedMarkdown(markdown: string): unknown {
    if (this.#read?.markdown !== markdown)
      this.#read = { markdown, rendered: renderBlocks(parseMarkdown(markdown), 'nested') };
    return this.#read.rendered;
  }

  async #save({ title }: Prep, format: DocumentFormat): Promise<void> {
    const blob = await this.#preps.download(format);
    if (blob) saveFile(blob, `${this.#context.msg('document.fileName', { title })}.${format === 'pdf' ? 'pdf' : 'md'}`);
  }

  readonly #create = (): void => {
    const { postingId } = this.#context.session;
    const id = postingId ?? this.#preps.current?.postingId;
    if (id !== undefined) void this.#preps.create(id);
  };
}

const skeletonLines = () =>
  html`<div class="skeleton-lines"><div class="skeleton w60"></div><div class="skeleton w90"></div><div class="skeleton w75"></div><div
    class="skeleton w90"></div></div>`;

export function create(context: PracticeContext): DocumentView {
  addEnglish(enDocument);
  return new DocumentView(context);
}
