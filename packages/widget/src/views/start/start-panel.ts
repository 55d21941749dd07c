import { html } from 'lit';
import type { EmbedConfig } from '@interview-prep/sdk';
import type { UiError } from '../../controllers/ui-error.ts';
import type { Msg } from '../../localization/localizer.ts';
import { errorText } from '../shared/error-text.ts';
import { diamondIcon } from '../icons/icon.ts';

export type StartPanelProps = {
  readonly msg: Msg;
  readonly config: EmbedConfig;
  readonly company: string | undefined;
  readonly hasPosting: boolean;
  /** The field for an advert, where the page has none. */
  readonly advert: unknown;
  readonly starting: boolean;
  readonly error: UiError | undefined;
  readonly adjusting: boolean;
  readonly begin: () => void;
  readonly adjust: () => void;
};

/** The start screen: what a candidate must know before the first message, and the button that starts. */
export function startPanel(props: StartPanelProps): unknown {
  const { msg, config, company, hasPosting } = props;
  const { disclosure, engine, retentionDays } = config;
  return html`<div class="page start" part="start">
    <div>
      <h2 class="big">${msg('start.title')}</h2>
      <p class="muted">${msg(hasPosting ? 'start.lead' : 'start.leadNoPosting')}</p>
    </div>
    <ul class="facts">
      ${fact(msg('start.software'), withoutRepeat(disclosure.text, msg('start.software')))}
      ${
        engine.kind === 'rehearsal'
          ? fact(msg('start.rehearsal'), msg('start.rehearsalText'))
          : fact(msg('start.model'), msg('start.modelText'))
      }
      ${fact(
        msg('start.private'),
        `${msg('start.privateText', { company: company ?? msg('start.employer') })} ${msg('start.kept', { count: retentionDays })}`,
      )}
      ${fact(msg('start.quotes'), msg('start.quotesText'))}
    </ul>
    ${props.advert}
    <slot name="consent"></slot>
    ${actions(props)}
  </div>`;
}

function actions({ msg, config, starting, error, adjusting, begin, adjust }: StartPanelProps): unknown {
  const { text, email } = config.adjustments;
  return html`<div class="begin">
    ${error && html`<div class="failure" role="alert"><span>${errorText(msg, error)}</span></div>`}
    <button class="btn" part="begin" type="button" id="begin" aria-disabled=${starting} @click=${begin}>${msg(
      starting ? 'start.beginning' : 'start.begin',
    )}</button>
    <button class="btn ghost" type="button" aria-expanded=${adjusting} aria-controls="adjust"
      @click=${adjust}>${msg('start.adjust')}</button>
    <div class="adjust" id="adjust" ?hidden=${!adjusting}>
      <p dir="auto">${text}</p>
      ${email && html`<a href="mailto:${encodeURIComponent(email)}">${msg('start.adjustEmail', { email })}</a>`}
    </div>
    <p class="fine">${msg('start.finePrint')}</p>
  </div>`;
}

const fact = (lead: string, text: string) =>
  html`<li>${diamondIcon}<span dir="auto"><b>${lead}</b> ${text}</span></li>`;

// The tenant's text usually starts with the sentence that is already shown in bold.
const withoutRepeat = (text: string, lead: string) => (text.startsWith(lead) ? text.slice(lead.length).trim() : text);
