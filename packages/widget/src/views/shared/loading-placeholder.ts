import { html } from 'lit';
import type { Msg } from '../../localization/localizer.ts';

/** Shown while content or code is loading, and with a retry button when loading the code failed. */
export function loadingPlaceholder(msg: Msg, view?: { readonly failed: boolean; load(): unknown }): unknown {
  return view?.failed
    ? html`<div class="page"><div class="failure" role="alert"><span>${msg('error.connection_failed')}</span><button
      class="btn ghost" type="button" @click=${() => view.load()}>${msg('app.retry')}</button></div></div>`
    : html`<div class="page" role="status" aria-label=${msg('app.loading')}><slot name="empty"><div
      class="skeleton-lines"><div class="skeleton w75"></div><div class="skeleton w90"></div><div class="skeleton w60"></div></div></slot></div>`;
}
