import { css, html, nothing } from 'lit';
import type { SessionState } from '../../controllers/session-controller.ts';
import type { Trouble } from '../../controllers/trouble.ts';
import { enTrouble } from '../../localization/en-trouble.ts';
import { addEnglish, hasMessage } from '../../localization/localizer.ts';
import type { AppHost } from '../app/desk.ts';
import { errorText } from '../app/error-text.ts';

export const styles = css`
  .trouble {
    display: grid;
    align-content: center;
    gap: 14px;
    padding-inline: 24px;
  }
  .trouble > * {
    inline-size: 100%;
  }
  .trouble h2 {
    font-size: 21px;
    line-height: 1.25;
    letter-spacing: -0.02em;
    font-weight: 640;
    text-wrap: balance;
  }
  .trouble .aside {
    background: var(--_surface);
    border-radius: var(--_r2);
    padding: 12px 14px;
    font-size: 13.5px;
    line-height: 1.45;
  }
`;

/** What stands in place of the coach when there is none to talk to. */
export class TroubleScreens {
  readonly #desk: AppHost;
  #until: { readonly trouble: Trouble; readonly atMs: number } | undefined;

  constructor(desk: AppHost) {
    this.#desk = desk;
  }

  render(state: SessionState): unknown {
    if (state.name === 'refused') return this.#refused(state.trouble);
    if (state.name === 'unavailable') return this.#unavailable(state.trouble);
    const { msg } = this.#desk;
    return html`<div class="page trouble" part="erased"><h2>${msg('erased.title')}</h2><p class="muted">${msg('erased.text')}</p>
      <button class="btn" type="button" id="again" @click=${() => this.#desk.reset()}>${msg('erased.again')}</button></div>`;
  }

  #refused(trouble: Trouble): unknown {
    const { msg } = this.#desk;
    const key = `refused.${trouble.code}`;
    return html`<div class="page trouble" part="refused" role="alert"><h2>${msg('refused.title')}</h2><p
      class="muted">${msg('refused.text')}</p>
      <p class="aside" dir="auto">${
        hasMessage(key) ? msg(key) : errorText(msg, trouble)
      } <code>${trouble.code}</code></p>${this.#reference(trouble)}</div>`;
  }

  #unavailable(trouble: Trouble): unknown {
    const { msg, session } = this.#desk;
    const seconds = this.#secondsLeft(trouble);
    return html`<div class="page trouble" part="unavailable"><div class="stack"
      role="alert"><h2>${msg('unavailable.title')}</h2><p class="muted">${errorText(msg, trouble)} ${
        trouble.code === 'storage_unavailable' ? nothing : msg('unavailable.text')
      }</p></div>
      ${seconds > 0 ? html`<p class="muted" role="timer">${msg('unavailable.wait', { seconds })}</p>` : nothing}
      <button class="btn" type="button" id="again" ?disabled=${seconds > 0}
        @click=${() => void session.open()}>${msg('app.retry')}</button>${this.#reference(trouble)}</div>`;
  }

  #reference({ requestId }: Trouble): unknown {
    return requestId === undefined
      ? nothing
      : html`<p class="fine">${this.#desk.msg('error.requestId', { id: requestId })}</p>`;
  }

  #secondsLeft(trouble: Trouble): number {
    if (this.#until?.trouble !== trouble) {
      this.#until = { trouble, atMs: Date.now() + (trouble.retryAfterSeconds ?? 0) * 1000 };
      this.#tick(this.#until);
    }
    return Math.max(0, Math.ceil((this.#until.atMs - Date.now()) / 1000));
  }

  #tick(until: { readonly atMs: number }): void {
    if (this.#until !== until || until.atMs <= Date.now()) return;
    setTimeout(() => {
      this.#desk.requestUpdate();
      this.#tick(until);
    }, 1000);
  }
}

export function create(desk: AppHost): TroubleScreens {
  addEnglish(enTrouble);
  return new TroubleScreens(desk);
}
