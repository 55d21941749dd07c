import { html, nothing } from 'lit';
import type { Resume } from '@interview-prep/sdk';
import { hasMessage } from '../../localization/localizer.ts';
import type { Msg } from '../../localization/localizer.ts';
import { checkIcon, warnIcon } from '../icons/icons.ts';

export type ExtractedResumeProps = {
  readonly msg: Msg;
  readonly locale: string;
  readonly resume: Resume;
  readonly busy: boolean;
  /** The text in the editor while it is being corrected. */
  readonly editing: string | undefined;
  /** Whether the deletion has to be confirmed. */
  readonly asking: boolean;
  readonly replace: unknown;
  readonly edit: (text: string | undefined) => void;
  readonly save: () => void;
  readonly ask: (asking: boolean) => void;
  readonly remove: () => void;
};

/** The text extracted from a résumé, the hidden passages found in it, and its actions. */
export function extractedResume(props: ExtractedResumeProps): unknown {
  const { msg, resume, editing } = props;
  return html`<div class="card" part="reading">
      <div><h3>${msg('resume.read')}</h3><p class="fine" dir="auto">${factsOf(props)}</p></div>
      ${
        editing === undefined
          ? html`<div class="text" dir="auto" tabindex="0" role="region" aria-label=${msg('resume.read')}>${resume.text}</div>`
          : editor(props, editing)
      }
      <p class="fine">${msg('resume.readText')}</p>
      ${resume.scanned === true ? html`<p class="fine">${msg('resume.scanned')}</p>` : nothing}
      ${resume.truncated ? html`<p class="fine">${msg('resume.truncated')}</p>` : nothing}
      ${editing === undefined ? actions(props) : nothing}
    </div>
    ${unread(msg, resume)}
    ${hidden(msg, resume)}
    <div><p class="label">${msg('resume.competencies')}</p>
      ${
        resume.competencies.length === 0
          ? html`<p class="muted">${msg('resume.nothingFound')}</p>`
          : html`<ul class="tags">${resume.competencies.map((name) => html`<li dir="auto">${name}</li>`)}</ul>`
      }
    </div>`;
}

function factsOf({ msg, locale, resume }: ExtractedResumeProps): string {
  const { fileName, pages, language, corrected } = resume;
  const facts = [
    fileName,
    pages === undefined ? undefined : msg('resume.pages', { count: pages }),
    languageName(locale, language),
    corrected ? msg('resume.corrected') : undefined,
  ];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}

function languageName(locale: string, language: string): string {
  try {
    return new Intl.DisplayNames([locale, 'en'], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}

function editor({ msg, busy, edit, save }: ExtractedResumeProps, text: string): unknown {
  const onInput = ({ target }: InputEvent) => {
    if (target instanceof HTMLTextAreaElement) edit(target.value);
  };
  return html`<textarea class="edit" dir="auto" maxlength="60000" aria-label=${msg('resume.editLabel')} .value=${text}
    @input=${onInput}></textarea>
    <div class="row"><button class="btn small" type="button" ?disabled=${busy || text.trim() === ''}
      @click=${save}>${msg(busy ? 'resume.saving' : 'resume.save')}</button>
      <button class="btn ghost small" type="button" @click=${() => edit(undefined)}>${msg('resume.cancel')}</button></div>`;
}

function actions({ msg, resume, busy, asking, replace, edit, ask, remove }: ExtractedResumeProps): unknown {
  if (asking) {
    return html`<div class="stack" role="alert"><p>${msg('resume.deleteSure')}</p><div class="row">
      <button class="btn danger small" type="button" ?disabled=${busy} @click=${remove}>${msg('resume.deleteYes')}</button>
      <button class="btn ghost small" type="button" @click=${() => ask(false)}>${msg('resume.cancel')}</button></div></div>`;
  }
  return html`<div class="chips">
    <button class="btn ghost small" type="button" @click=${() => edit(resume.text)}>${msg('resume.edit')}</button>
    ${replace}
    <button class="btn ghost small" type="button" @click=${() => ask(true)}>${msg('resume.delete')}</button>
  </div>`;
}

function hidden(msg: Msg, { hidden: passages }: Resume): unknown {
  if (passages.length === 0) return html`<p class="clear">${checkIcon}${msg('resume.hiddenNone')}</p>`;
  return html`<div class="warning" part="hidden"><b>${warnIcon}${msg('resume.hidden', { count: passages.length })}</b>
    <p>${msg('resume.hiddenText')}</p>
    <ul class="stack">${passages.map(
      ({ text, reason, page, place }) =>
        html`<li><q dir="auto">${text}</q><span class="muted">${hiddenReasonText(msg, reason)}${
          page === undefined ? nothing : html`, ${msg('resume.hiddenPage', { page })}${placeText(msg, place)}`
        }</span></li>`,
    )}</ul>
  </div>`;
}

function placeText(msg: Msg, place: string | undefined): string {
  const key = `hiddenAt.${place}`;
  return hasMessage(key) ? `, ${msg(key)}` : '';
}

function hiddenReasonText(msg: Msg, reason: string): string {
  const key = `hiddenBy.${reason}`;
  return hasMessage(key) ? msg(key) : msg('hiddenBy.other');
}

function unread(msg: Msg, { unread: parts = [] }: Resume): unknown {
  if (parts.length === 0) return nothing;
  return html`<div class="warning" part="unread"><b>${warnIcon}${msg('resume.unread', { count: parts.length })}</b>
    <p>${msg('resume.unreadText')}</p>
    <ul class="stack">${parts.map(
      ({ what, page, after }) =>
        html`<li>${unreadText(msg, what)} <span class="muted" dir="auto">${[
          page === undefined ? undefined : msg('resume.hiddenPage', { page }),
          after === undefined ? undefined : msg('resume.unreadAfter', { words: after }),
        ]
          .filter((place) => place !== undefined)
          .join(', ')}</span></li>`,
    )}</ul>
  </div>`;
}

function unreadText(msg: Msg, what: string): string {
  const key = `unread.${what}`;
  return hasMessage(key) ? msg(key) : msg('unread.other');
}
