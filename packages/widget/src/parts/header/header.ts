import { html, nothing } from 'lit';
import type { PostingFacts } from '../../controllers/posting-facts.ts';
import type { Msg } from '../../localization/localizer.ts';
import { closeIcon } from '../icons/icon.ts';

export type HeaderView = {
  readonly msg: Msg;
  readonly facts: PostingFacts;
  readonly tenantName: string | undefined;
  /** In a frame of its own the widget's title is the first heading of the document. */
  readonly first: boolean;
  readonly menu: unknown;
  /** Nothing to close, no button. */
  readonly close: (() => void) | undefined;
};

/** Which interview this is about, the menu, and the way out. */
export function header({ msg, facts, tenantName, first, menu, close }: HeaderView): unknown {
  const company = facts.company ?? tenantName ?? '';
  const about = [facts.title, facts.company].filter((part) => part !== undefined).join(' · ') || company;
  const title = msg('app.title');
  return html`<header part="header">
    <div class="logo" part="logo" aria-hidden="true">${[...company][0]?.toUpperCase() ?? '·'}</div>
    <div class="names">
      ${first ? html`<h1 class="title" id="title">${title}</h1>` : html`<h2 class="title" id="title">${title}</h2>`}
      ${about === '' ? nothing : html`<p dir="auto" title=${about}>${about}</p>`}
    </div>
    ${menu}
    ${
      close
        ? html`<button class="tool" part="close" type="button" aria-label=${msg('app.close')} @click=${close}>${closeIcon}</button>`
        : nothing
    }
  </header>`;
}
