import { css, html } from 'lit';
import type { PostingSource } from '@interview-prep/sdk';
import { enAdvert } from '../../localization/en-advert.ts';
import { addEnglish } from '../../localization/localizer.ts';
import { practiceTokens } from '../../styles/practice-tokens.styles.ts';
import type { AppHost } from '../shared/practice-context.ts';
import { advertSource } from './advert-source.ts';

const advertStyles = css`
  .advert {
    display: grid;
    gap: 6px;
    font-size: 14px;
    line-height: 1.4;
  }
  .advert label {
    font-weight: 600;
  }
  .advert textarea {
    min-block-size: 68px;
    padding: 9px 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_r2);
    background: var(--_paper);
    color: inherit;
    font: inherit;
    font-size: 16px;
    resize: vertical;
  }
`;

// The tokens are shared with the practice view, which may be loaded later or not at all.
export const styles = [practiceTokens, advertStyles];

/** The field of the start screen where a page has no posting: for the text of an advert, or its address. */
export class AdvertForm {
  readonly #host: AppHost;

  constructor(host: AppHost) {
    this.#host = host;
  }

  render(): unknown {
    const { msg, awaited, session } = this.#host;
    // Beside a failed start it would sound as if the job were the reason.
    const isAwaited = awaited && !(session.state.name === 'welcome' && session.state.error);
    return html`<div class="advert" part="advert"><label for="advert">${msg('advert.label')}</label>
      <textarea id="advert" rows="2" dir="auto" aria-describedby="advert-text"></textarea>
      <p class="fine" id="advert-text" role="status">${msg(isAwaited ? 'advert.awaited' : 'advert.text')}</p></div>`;
  }

  /** What was pasted; `undefined` for nothing. */
  source(): PostingSource | undefined {
    return advertSource(this.#host.shadowRoot?.querySelector<HTMLTextAreaElement>('#advert')?.value ?? '');
  }
}

export function create(host: AppHost): AdvertForm {
  addEnglish(enAdvert);
  return new AdvertForm(host);
}
