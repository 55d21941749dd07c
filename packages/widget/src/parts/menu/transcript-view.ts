import { html, nothing } from 'lit';
import type { Transcript } from '@interview-prep/sdk';
import { cleanText } from '../../rendering/clean-text.ts';
import type { Desk } from '../app/desk.ts';
import { saveFile } from '../room/save-file.ts';

type State =
  | { readonly name: 'loading' }
  | { readonly name: 'failed' }
  | { readonly name: 'there'; readonly transcript: Transcript };

/** What was said, to read, copy or keep. */
export class TranscriptView {
  readonly #desk: Desk;
  #state: State = { name: 'loading' };
  #copied: 'transcript.copied' | 'transcript.copyFailed' | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async load(): Promise<void> {
    const chatId = this.#desk.chat.chat?.id;
    this.#copied = undefined;
    this.#go({ name: 'loading' });
    try {
      if (chatId !== undefined)
        this.#go({ name: 'there', transcript: await this.#desk.client.transcripts.get(chatId) });
    } catch {
      this.#go({ name: 'failed' });
    }
  }

  render(close: () => void): unknown {
    const { msg } = this.#desk;
    const there = this.#state.name === 'there' && this.#state.transcript.messages.length > 0;
    return html`<h2 id="dialog-title">${msg('transcript.title')}</h2>
      ${this.#body()}
      <div class="choices">
        ${
          there
            ? html`<button class="btn ghost" type="button" @click=${() => void this.#copy()}>${msg('transcript.copy')}</button>
              <button class="btn ghost" type="button" @click=${() => void this.#download()}>${msg('transcript.download')}</button>`
            : nothing
        }
        <button class="btn" type="button" autofocus @click=${close}>${msg('dialog.close')}</button>
      </div>
      <p class="fine" role="status">${this.#copied === undefined ? '' : msg(this.#copied)}</p>`;
  }

  #body(): unknown {
    const { msg } = this.#desk;
    if (this.#state.name === 'failed') {
      return html`<div class="failure" role="alert"><span>${msg('transcript.failed')}</span><button
        class="btn ghost small" type="button" @click=${() => void this.load()}>${msg('app.retry')}</button></div>`;
    }
    if (this.#state.name === 'loading')
      return html`<div class="bones" role="status" aria-label=${msg('app.loading')}><div class="bone w75"></div><div
        class="bone w90"></div></div>`;
    const { messages } = this.#state.transcript;
    if (messages.length === 0) return html`<p class="muted">${msg('transcript.empty')}</p>`;
    return html`<div class="lines" tabindex="0" role="region" aria-label=${msg('transcript.title')}>
      ${messages.map(
        ({ speaker, text }) =>
          html`<div><b>${msg(speaker === 'candidate' ? 'coach.you' : 'coach.coach')}</b><p dir="auto">${cleanText(text)}</p></div>`,
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
    this.#desk.requestUpdate();
  }

  async #download(): Promise<void> {
    try {
      saveFile(new Blob([await this.#text()], { type: 'text/plain' }), `${this.#desk.msg('transcript.title')}.txt`);
    } catch {
      this.#go({ name: 'failed' });
    }
  }

  async #text(): Promise<string> {
    const chatId = this.#desk.chat.chat?.id;
    return chatId === undefined ? '' : this.#desk.client.transcripts.text(chatId);
  }

  #go(state: State): void {
    this.#state = state;
    this.#desk.requestUpdate();
  }
}
