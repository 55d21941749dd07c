import { html, nothing } from 'lit';
import type { Msg } from '../../localization/localizer.ts';
import { fileIcon, plusIcon, sendIcon, stopIcon } from '../icons/icons.ts';

export type ComposerProps = {
  readonly msg: Msg;
  readonly draft: string;
  readonly limit: number;
  readonly answering: boolean;
  readonly blocked: boolean;
  readonly hasQuestion: boolean;
  /** Name of the uploaded résumé; empty when there is none, `undefined` when the server takes no résumés. */
  readonly resumeName: string | undefined;
  readonly setDraft: (text: string) => void;
  readonly send: () => void;
  readonly stop: () => void;
  readonly openResume: () => void;
};

/** With fewer characters left than this, the count is shown. */
const NEAR_LIMIT = 500;

/**
 * The message form. Enter sends, Shift+Enter inserts a line break; Enter inside an input method composition does
 * neither.
 */
export function composer(props: ComposerProps): unknown {
  const { msg, draft, limit, hasQuestion, setDraft, send } = props;
  const onKeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (canSend(props)) send();
  };
  const onInput = ({ target }: InputEvent) => {
    if (target instanceof HTMLTextAreaElement) setDraft(target.value);
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (canSend(props)) send();
  };
  return html`<form class="box" part="composer" @submit=${onSubmit}>
    <textarea id="draft" dir="auto" rows=${rowsOf(draft)} aria-label=${msg('composer.label')} aria-describedby="count"
      aria-invalid=${draft.length > limit} placeholder=${msg(
        hasQuestion ? 'composer.answer' : 'composer.placeholder',
      )} enterkeyhint="send" .value=${draft} @input=${onInput} @keydown=${onKeydown}></textarea>
    <div class="row">${resumeButton(props)}<span class="count" id="count"
      role="status">${countText(msg, draft.length, limit)}</span>${sendOrStopButton(props)}</div>
  </form>`;
}

const canSend = ({ draft, limit, answering, blocked }: ComposerProps) =>
  !answering && !blocked && draft.trim() !== '' && draft.length <= limit;

function resumeButton({ msg, resumeName, openResume }: ComposerProps): unknown {
  if (resumeName === undefined) return nothing;
  return resumeName === ''
    ? html`<button class="tool" type="button" id="resume" aria-label=${msg('composer.resume')}
      title=${msg('composer.resume')} @click=${openResume}>${plusIcon}</button>`
    : html`<button class="tool attached" type="button" id="resume" @click=${openResume}>${fileIcon}<span>${resumeName}</span></button>`;
}

function sendOrStopButton(props: ComposerProps): unknown {
  const { msg, answering, stop } = props;
  return answering
    ? html`<button class="go" part="stop" type="button" aria-label=${msg('composer.stop')} title=${msg('composer.stop')}
      @click=${stop}>${stopIcon}</button>`
    : html`<button class="go" part="send" type="submit" aria-label=${msg('composer.send')} title=${msg('composer.send')}
      ?disabled=${!canSend(props)}>${sendIcon}</button>`;
}

function countText(msg: Msg, length: number, limit: number): string {
  if (length > limit) return msg('composer.charactersOver', { count: length - limit });
  return limit - length < NEAR_LIMIT ? msg('composer.charactersLeft', { count: limit - length }) : '';
}

// Estimated rows for browsers without `field-sizing`.
const rowsOf = (draft: string) =>
  Math.min(
    8,
    draft.split('\n').reduce((rows, line) => rows + 1 + Math.floor(line.length / 42), 0),
  );
