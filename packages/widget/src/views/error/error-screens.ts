import { css, html, nothing } from 'lit';
import type { SessionState } from '../../controllers/session-controller.ts';
import type { UiError } from '../../controllers/ui-error.ts';
import { enErrorScreens } from '../../localization/en-error-screens.ts';
import { addEnglish, hasMessage } from '../../localization/localizer.ts';
import type { AppHost } from '../shared/practice-context.ts';
import { errorText } from '../shared/error-text.ts';

export const styles = css`
  .error-screen {
    display: grid;
    align-content: center;
    gap: 14px;
    padding-inline: 24px;
  }
  .error-screen .stack {
    display: grid;
    gap: 12px;
  }
  .error-screen > * {
    inline-size: 100%;
  }
  .error-screen h2 {
    font-size: 21px;
    line-height: 1.25;
    letter-spacing: -0.02em;
    font-weight: 640;
    text-wrap: balance;
  }
  .error-screen .aside {
    background: var(--_surface);
    border-radius: var(--_r2);
    padding: 12px 14px;
    font-size: 13.5px;
    line-height: 1.45;
  }
`;

/** The screens shown instead of the chat when it cannot start or was erased. */
export class ErrorScreens {
  readonly #context: AppHost;
  #until: { readonly error: UiError; readonly atMs: number } | undefined;

  constructor(context: AppHost) {
    this.#context = context;
  }

  render(state: SessionState): unknown {
    // Where the server has not even a configuration, its address is wrong.
    if (state.name === 'refused' || (state.name === 'unavailable' && state.error.status === 404))
      return this.#refused(state.error);
    if (state.name === 'unavailable') return this.#unavailable(state.error);
    const { msg } = this.#context;
    return html`<div class="page error-screen" part="erased"><h2>${msg('erased.title')}</h2><p class="muted">${msg('erased.text')}</p>
      <button class="btn" type="button" id="again" @click=${() => this.#context.reset()}>${msg('erased.again')}</button></div>`;
  }

  #refused(error: UiError): unknown {
    const { msg } = this.#context;
    const key = `refused.${error.code}`;
    return html`<div class="page error-screen" part="refused" role="alert"><h2>${msg('refused.title')}</h2><p
      class="muted">${msg('refused.text')}</p>
      <p class="aside" dir="auto">${hasMessage(key) ? msg(key) : errorText(msg, error)} <code>${error.code}</code></p>${
        // No server has answered: the page gave no client token, and may give one now.
        error.status === undefined
          ? html`<button class="btn" type="button" id="again" @click=${() => void this.#context.openSession()}>${msg(
              'app.retry',
            )}</button>`
          : nothing
      }${this.#reference(error)}</div>`;
  }

  #unavailable(error: UiError): unknown {
    const { msg } = this.#context;
    const seconds = this.#secondsLeft(error);
    return html`<div class="page error-screen" part="unavailable"><div class="stack"
      role="alert"><h2>${msg('unavailable.title')}</h2><p class="muted">${errorText(msg, error)} ${
        error.code === 'storage_unavailable' ? nothing : msg('unavailable.text')
      }</p></div>
      ${seconds > 0 ? html`<p class="muted" role="timer">${msg('unavailable.wait', { seconds })}</p>` : nothing}
      <button class="btn" type="button" id="again" ?disabled=${seconds > 0}
        @click=${() => void this.#context.openSession()}>${msg('app.retry')}</button>${this.#reference(error)}</div>`;
  }

  #reference({ requestId }: UiError): unknown {
    return requestId === undefined
      ? nothing
      : html`<p class="fine">${this.#context.msg('error.requestId', { id: requestId })}</p>`;
  }

  #secondsLeft(error: UiError): number {
    if (this.#until?.error !== error) {
      this.#until = { error, atMs: Date.now() + (error.retryAfterSeconds ?? 0) * 1000 };
      this.#tick(this.#until);
    }
    return Math.max(0, Math.ceil((this.#until.atMs - Date.now()) / 1000));
  }

  #tick(until: { readonly atMs: number }): void {
    if (this.#until !== until || until.atMs <= Date.now()) return;
    setTimeout(() => {
      this.#context.requestUpdate();
      this.#tick(until);
    }, 1000);
  }
}

export function create(context: AppHost): ErrorScreens {
  addEnglish(enErrorScreens);
  return new ErrorScreens(context);
}
