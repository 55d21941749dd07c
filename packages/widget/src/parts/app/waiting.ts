import { html } from 'lit';
import type { Msg } from '../../localization/localizer.ts';

/** What stands in a place whose content comes, or whose code could not be loaded. */
export function waiting(msg: Msg, part?: { readonly failed: boolean; load(): unknown }): unknown {
  return part?.failed
    ? html`<div class="page"><div class="failure" role="alert"><span>${msg('error.connection_failed')}</span><button
      class="btn ghost" type="button" @click=${() => part.load()}>${msg('app.retry')}</button></div></div>`
    : html`<div class="page bones" role="status" aria-label=${msg('app.loading')}><slot name="empty"><div
      class="bones"><div class="bone w75"></div><div class="bone w90"></div><div class="bone w60"></div></div></slot></div>`;
}
