import { html } from 'lit';
import type { PostingSummary } from '../../controllers/posting-summary.ts';
import type { Msg } from '../../localization/localizer.ts';
import { closeIcon } from '../icons/icon.ts';

export type HeaderProps = {
  readonly msg: Msg;
  readonly postingSummary: PostingSummary;
  readonly tenantName: string | undefined;
  /** Whether the title is the first heading of the document, which is the case inside the iframe. */
  readonly first: boolean;
  readonly menu: unknown;
  /** Called by the close button; without it there is no button. */
  readonly close: (() => void) | undefined;
};

/** The header: job title and company, menu, close button. */
export function header({ msg, postingSummary, tenantName, first, menu, close }: HeaderProps): unknown {
  const company = postingSummary.company ?? tenantName ?? '';
  const about = [postingSummary.title, postingSummary.company].filter(Boolean).join(' · ') || company;
  const title = msg('app.title');
  return html`<header part="header">
    <div class="logo" part="logo" aria-hidden="true">${[...company][0]?.toUpperCase() ?? '·'}</div>
    <div class="names">
      ${first ? html`<h1 class="title" id="title">${title}</h1>` : html`<h2 class="title" id="title">${title}</h2>`}
      ${about && html`<p dir="auto" title=${about}>${about}</p>`}
    </div>
    ${menu}
    ${
      close &&
      html`<button class="tool" part="close" type="button" aria-label=${msg('app.close')} @click=${close}>${closeIcon}</button>`
    }
  </header>`;
}
