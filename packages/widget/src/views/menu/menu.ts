import { html, nothing } from 'lit';
import { CompleteEvent } from '../../events/complete.ts';
import { enMenu } from '../../localization/en-menu.ts';
import { addEnglish } from '../../localization/localizer.ts';
import type { PracticeContext } from '../shared/practice-context.ts';
import { moreIcon } from '../icons/icons.ts';
import { CalendarView } from './calendar-view.ts';
import { TranscriptView } from './transcript-view.ts';

export { styles } from './menu.styles.ts';

type Dialog = 'calendar' | 'transcript' | 'startOver' | 'erase';

const CHOICES: readonly Dialog[] = ['calendar', 'transcript', 'startOver', 'erase'];

/** The menu of the header and its dialogs. */
export class Menu {
  readonly #context: PracticeContext;
  readonly #transcript: TranscriptView;
  readonly #calendar: CalendarView;
  #open = false;
  #dialog: Dialog | undefined;
  #failed = false;
  #busy = false;

  constructor(context: PracticeContext) {
    this.#context = context;
    this.#transcript = new TranscriptView(context);
    this.#calendar = new CalendarView(context);
  }

  open(): void {
    this.#open = true;
    this.#context.requestUpdate();
  }

  button(): unknown {
    const { msg } = this.#context;
    return html`<div class="menu" @keydown=${this.#onKeydown} @focusout=${this.#onFocusOut}>
      <button class="tool" type="button" id="menu" aria-label=${msg('menu.label')} aria-expanded=${this.#open}
        aria-controls="menu-list" @click=${() => this.#toggle(!this.#open)}>${moreIcon}</button>
      <ul id="menu-list" part="menu" ?hidden=${!this.#open}>
        ${CHOICES.map(
          (choice) =>
            html`<li><button class=${choice} type="button" @click=${() => this.#choose(choice)}>${msg(`menu.${choice}`)}</button></li>`,
        )}
      </ul>
    </div>`;
  }

  dialog(): unknown {
    const dialog = this.#dialog;
    if (dialog === undefined) return nothing;
    void Promise.resolve().then(() => this.#showModal());
    return html`<dialog part="dialog" aria-labelledby="dialog-title" @close=${() => this.#clearDialog()}>${this.#content(dialog)}</dialog>`;
  }

  #content(dialog: Dialog): unknown {
    if (dialog === 'startOver' || dialog === 'erase') return this.#confirmation(dialog);
    return (dialog === 'calendar' ? this.#calendar : this.#transcript).render(() => this.#closeDialog());
  }

  #confirmation(dialog: 'startOver' | 'erase'): unknown {
    const { msg } = this.#context;
    return html`<h2 id="dialog-title">${msg(`${dialog}.title`)}</h2>
      <p class="muted">${msg(`${dialog}.text`)}</p>
      ${this.#failed ? html`<div class="failure" role="alert"><span>${msg('erase.failed')}</span></div>` : nothing}
      <div class="choices">
        <button class="btn ghost" type="button" data-first @click=${() => this.#closeDialog()}>${msg('dialog.cancel')}</button>
        <button class="btn ${dialog === 'erase' ? 'danger' : ''}" type="button" ?disabled=${this.#busy} @click=${() =>
          void (dialog === 'erase' ? this.#erase() : this.#startOver())}>${msg(`${dialog}.confirm`)}</button>
      </div>`;
  }

  async #erase(): Promise<void> {
    this.#busy = true;
    this.#failed = false;
    this.#context.requestUpdate();
    try {
      await this.#context.session.erase();
      this.#context.storage.remove('resume');
      this.#context.chat.close();
      this.#closeDialog();
      this.#context.dispatchEvent(new CompleteEvent({ reason: 'erased' }));
    } catch {
      this.#failed = true;
    }
    this.#busy = false;
    this.#context.requestUpdate();
  }

  async #startOver(): Promise<void> {
    this.#closeDialog();
    await this.#context.session.startOver();
    this.#context.focus();
  }

  #choose(dialog: Dialog): void {
    this.#open = false;
    this.#failed = false;
    this.#dialog = dialog;
    if (dialog === 'transcript') void this.#transcript.load();
    if (dialog === 'calendar') void this.#calendar.load();
    this.#context.requestUpdate();
  }

  #showModal(): void {
    const element = this.#element;
    if (!element?.isConnected || element.open) return;
    element.showModal();
    // Not by `autofocus`, which browsers refuse in an iframe of another origin with a complaint in the console.
    element.querySelector<HTMLElement>('[data-first]')?.focus();
  }

  #closeDialog(): void {
    this.#element?.close();
    this.#clearDialog();
  }

  #clearDialog(): void {
    this.#dialog = undefined;
    this.#context.requestUpdate();
    this.#context.shadowRoot?.querySelector<HTMLElement>('#menu')?.focus();
  }

  get #element(): HTMLDialogElement | null | undefined {
    return this.#context.shadowRoot?.querySelector('dialog');
  }

  #toggle(open: boolean): void {
    this.#open = open;
    this.#context.requestUpdate();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#open) return;
    // Otherwise Escape would also close the panel around it.
    event.stopPropagation();
    this.#toggle(false);
    this.#context.shadowRoot?.querySelector<HTMLElement>('#menu')?.focus();
  };

  readonly #onFocusOut = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    const inside =
      currentTarget instanceof Element && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
    if (!inside && this.#open && relatedTarget !== null) this.#toggle(false);
  };
}

export function create(context: PracticeContext): Menu {
  addEnglish(enMenu);
  return new Menu(context);
}
