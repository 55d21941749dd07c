import { html, nothing } from 'lit';
import { ResumeController } from '../../controllers/resume-controller.ts';
import type { UiError } from '../../controllers/ui-error.ts';
import { enResume } from '../../localization/en-resume.ts';
import { addEnglish, hasMessage } from '../../localization/localizer.ts';
import type { PracticeContext } from '../shared/practice-context.ts';
import { errorText } from '../shared/error-text.ts';
import { downIcon, fileIcon } from '../icons/icons.ts';
import { extractedResume } from './extracted-resume.ts';

export { styles } from './resume.styles.ts';

const ACCEPTED =
  '.pdf,.docx,.docm,.dotx,.txt,.md,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document,text/plain';
const MEBIBYTE = 1024 * 1024;
/** Storage key that remembers an uploaded résumé. */
const RESUME_KEY = 'resume';

/** The résumé view: upload a file, check the extracted text, correct or delete it. */
export class ResumeView {
  readonly #context: PracticeContext;
  readonly #controller: ResumeController;
  #editing: string | undefined;
  #asking = false;

  constructor(context: PracticeContext) {
    this.#context = context;
    this.#controller = new ResumeController(
      context,
      context.client,
      () => context.config?.limits.resumeBytes ?? 5 * MEBIBYTE,
    );
  }

  /** Display name of the uploaded résumé; empty when there is none. */
  get name(): string {
    const { resume } = this.#controller;
    return resume === undefined ? '' : (resume.fileName ?? this.#context.msg('resume.title'));
  }

  async load(): Promise<void> {
    await this.#controller.load();
  }

  async upload(file: File): Promise<void> {
    this.#editing = undefined;
    this.#asking = false;
    await this.#controller.upload(file);
    const { state } = this.#controller;
    if (state.name === 'read') this.#context.storage.set(RESUME_KEY, state.resume.id);
    // The suggested prompts depend on the résumé.
    if (state.name === 'read') await this.#context.session.refresh();
  }

  render(): unknown {
    const { msg } = this.#context;
    if (this.#controller.state.name === 'unknown') void this.load();
    return html`<div class="page resume" part="resume">
      <button class="back" type="button" id="back" @click=${() => this.#context.show('coach')}>${downIcon}${msg('resume.back')}</button>
      <h2>${msg('resume.title')}</h2>
      ${this.#content()}
      <p class="fine">${msg('resume.private')}</p>
    </div>`;
  }

  #content(): unknown {
    const { state } = this.#controller;
    switch (state.name) {
      case 'unknown':
        return html`<div class="skeleton-lines"><div class="skeleton w60"></div><div class="skeleton w90"></div></div>`;
      case 'none':
        return this.#dropzone();
      case 'uploading':
        return this.#uploading(state.fileName);
      case 'failed':
        return html`${this.#failure(
          state.error,
          state.fileName,
          state.resume !== undefined,
        )}${state.resume ? this.#extracted() : this.#dropzone()}`;
      case 'read':
        return this.#extracted();
    }
  }

  #uploading(fileName: string): unknown {
    return html`<div class="dropzone" role="status">${fileIcon}<b dir="auto">${this.#context.msg('resume.uploading', { name: fileName })}</b>
      <div class="progress"><i></i></div></div>`;
  }

  #dropzone(): unknown {
    const { msg } = this.#context;
    return html`<div class="dropzone">${fileIcon}<b>${msg('resume.drop')}</b><p
      class="muted">${msg('resume.formats', { size: this.#largestMib })}</p>${this.#chooser('resume.choose', 'btn small')}</div>`;
  }

  #chooser(key: 'resume.choose' | 'resume.replace', kind: string): unknown {
    const choose = ({ currentTarget }: Event) =>
      currentTarget instanceof Element && currentTarget.parentElement?.querySelector('input')?.click();
    const chosen = ({ currentTarget }: Event) => {
      const file = currentTarget instanceof HTMLInputElement ? currentTarget.files?.[0] : undefined;
      if (currentTarget instanceof HTMLInputElement) currentTarget.value = '';
      if (file) void this.upload(file);
    };
    return html`<span><input type="file" accept=${ACCEPTED} hidden aria-label=${this.#context.msg(key)}
      @change=${chosen} /><button class=${kind} type="button" @click=${choose}>${this.#context.msg(key)}</button></span>`;
  }

  #failure(error: UiError, fileName: string | undefined, hasResume: boolean): unknown {
    const { msg } = this.#context;
    const key = `upload.${error.code}`;
    const why = hasMessage(key) ? msg(key, { size: this.#largestMib }) : errorText(msg, error);
    return html`<div class="failure" role="alert"><span>${
      fileName === undefined ? nothing : html`<b dir="auto">${msg('upload.failed', { name: fileName })}</b> `
    }${why} ${hasResume ? msg('upload.previousKept') : nothing}</span></div>`;
  }

  #extracted(): unknown {
    const { resume, state } = this.#controller;
    if (resume === undefined) return nothing;
    const context = this.#context;
    return extractedResume({
      msg: context.msg,
      locale: context.locale,
      resume,
      busy: state.name === 'read' && state.busy === true,
      editing: this.#editing,
      asking: this.#asking,
      replace: this.#chooser('resume.replace', 'btn ghost small'),
      edit: (text) => this.#update(() => (this.#editing = text)),
      save: () => void this.#save(),
      ask: (asking) => this.#update(() => (this.#asking = asking)),
      remove: () => void this.#remove(),
    });
  }

  async #save(): Promise<void> {
    if (this.#editing === undefined || this.#editing.trim() === '') return;
    if (await this.#controller.correct(this.#editing)) this.#update(() => (this.#editing = undefined));
  }

  async #remove(): Promise<void> {
    if (!(await this.#controller.delete())) return;
    this.#context.storage.remove(RESUME_KEY);
    this.#update(() => (this.#asking = false));
  }

  #update(change: () => void): void {
    change();
    this.#context.requestUpdate();
  }

  get #largestMib(): number {
    return Math.floor((this.#context.config?.limits.resumeBytes ?? 5 * MEBIBYTE) / MEBIBYTE);
  }
}

export function create(context: PracticeContext): ResumeView {
  addEnglish(enResume);
  return new ResumeView(context);
}
