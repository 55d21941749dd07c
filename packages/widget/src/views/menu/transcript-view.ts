import { html, nothing } from 'lit';
import type { Transcript } from '@interview-prep/sdk';
import { cleanText } from '../../rendering/clean-text.ts';
import type { PracticeContext } from '../shared/practice-context.ts';
import { saveFile } from '../shared/save-file.ts';

type State =
  | { readonly name: 'loading' }
  | { readonly name: 'failed' }
  | { readonly name: 'there'; readonly transcript: Transcript };

/** The transcript: read, copy, download. */
export class TranscriptView {
  readonly #context: PracticeContext;
  #state: State = { name: 'loading' };
  #copied: 'transcript.copied' | 'transcript.copyFailed' | undefined;

  constructor(context: PracticeContext) {
    this.#context = context;
  }

  async load(): Promise<void> {
    const chatId = this.#context.chat.chat?.id;
    this.#copied = undefined;
    this.#setState({ name: 'loading' });
    try {
      if (chatId !== undefined)
        this.#setState({ name: 'there', transcript: await this.#context.client.transcripts.get(chatId) });
    } catch {
      this.#setState({ name: 'failed' });
    }
  }

  render(close: () => void): unknown {
    const { msg } = this.#context;
    const hasMessages = this.#state.name === 'there' && this.#state.transcript.messages.length > 0;
    return html`<h2 id="dialog-title">${msg('transcript.title')}</h2>
      ${this.#body()}
      <div class="choices">
        ${
          hasMessages
            ? html`<button class="btn ghost" type="button" @click=${() => void this.#copy()}>${msg('transcript.copy')}</button>
              <button class="btn ghost" type="button" @click=${() => void this.#download()}>${msg('transcript.download')}</button>`
            : nothing
        }
        <button class="btn" type="button" data-first @click=${close}>${msg('dialog.close')}</button>
      </div>
      <p class="fine" role="status">${this.#copied === undefined ? '' : msg(this.#copied)}</p>`;
  }

  #body(): unknown {
    const { msg } = this.#context;
    if (this.#state.name === 'failed') {
      return html`<div class="failure" role="alert"><span>${msg('transcript.failed')}</span><button
        class="btn ghost small" type="button" @click=${() => void this.load()}>${msg('app.retry')}</button></div>`;
    }
    if (this.#state.name === 'loading')
      return html`<div class="skeleton-lines" role="status" aria-label=${msg('app.loading')}><div class="skeleton w75"></div><div
        class="skeleton w90"></div></div>`;
    const { messages } = this.#state.transcript;
    if (messages.length === 0) return html`<p class="muted">${msg('transcript.empty')}</p>`;
    return html`<div class="lines" tabindex="0" role="region" aria-label=${msg('transcript.title')}>
      ${messages.map(
        ({ speakerId, text }) =>
          html`<div><b>${msg(speakerId === 'candidate' ? 'coach.you' : 'coach.coach')}</b><p dir="auto">${cleanText(text)}</p></div>`,
      )}
    </div>`;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(await this.#text());
      this.#copied = 'transcript.copied';
    } catch {
      this.#copied = 'transcript.copyFailed';
    }
    this.#context.requestUpdate();
  }

  async #download(): Promise<void> {
    try {
      saveFile(new Blob([await this.#text()], { type: 'text/plain' }), `${this.#context.msg('transcript.title')}.txt`);
    } catch {
      this.#setState({ name: 'failed' });
    }
  }

  async #text(): Promise<string> {
    const chatId = this.#context.chat.chat?.id;
    return chatId === undefined ? '' : this.#context.client.transcripts.text(chatId);
  }

  #setState(state: State): void {
    this.#state = state;
    this.#context.requestUpdate();
  }
}
