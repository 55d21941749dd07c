import { html, nothing } from 'lit';
import { CompleteEvent } from '../../events/complete.ts';
import { enMenu } from '../../localization/en-menu.ts';
import { addEnglish } from '../../localization/localizer.ts';
import type { Desk } from '../app/desk.ts';
import { moreIcon } from '../icons/icons.ts';
import { CalendarView } from './calendar-view.ts';
import { TranscriptView } from './transcript-view.ts';

export { styles } from './menu.styles.ts';

type Dialog = 'calendar' | 'transcript' | 'startOver' | 'erase';

const CHOICES: readonly Dialog[] = ['calendar', 'transcript', 'startOver', 'erase'];

/** The menu of the header, and the dialogs that it opens. */
export class Menu {
  readonly #desk: Desk;
  readonly #transcript: TranscriptView;
  readonly #calendar: CalendarView;
  #open = false;
  #dialog: Dialog | undefined;
  #failed = false;
  #busy = false;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#transcript = new TranscriptView(desk);
    this.#calendar = new CalendarView(desk);
  }

  open(): void {
    this.#open = true;
    this.#desk.requestUpdate();
  }

  button(): unknown {
    const { msg } = this.#desk;
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
    return html`<dialog part="dialog" aria-labelledby="dialog-title" @close=${() => this.#closed()}>${this.#content(dialog)}</dialog>`;
  }

  #content(dialog: Dialog): unknown {
    if (dialog === 'startOver' || dialog === 'erase') return this.#question(dialog);
    return (dialog === 'calendar' ? this.#calendar : this.#transcript).render(() => this.#hide());
  }

  #question(dialog: 'startOver' | 'erase'): unknown {
    const { msg } = this.#desk;
    return html`<h2 id="dialog-title">${msg(`${dialog}.title`)}</h2>
      <p class="muted">${msg(`${dialog}.text`)}</p>
      ${this.#failed ? html`<div class="failure" role="alert"><span>${msg('erase.failed')}</span></div>` : nothing}
      <div class="choices">
        <button class="btn ghost" type="button" autofocus @click=${() => this.#hide()}>${msg('dialog.cancel')}</button>
        <button class="btn ${dialog === 'erase' ? 'danger' : ''}" type="button" ?disabled=${this.#busy} @click=${() =>
          void (dialog === 'erase' ? this.#erase() : this.#startOver())}>${msg(`${dialog}.confirm`)}</button>
      </div>`;
  }

  async #erase(): Promise<void> {
    this.#busy = true;
    this.#failed = false;
    this.#desk.requestUpdate();
    try {
      await this.#desk.session.erase();
      this.#desk.storage.remove('resume');
      this.#desk.chat.close();
      this.#hide();
      this.#desk.dispatchEvent(new CompleteEvent({ reason: 'erased' }));
    } catch {
      this.#failed = true;
    }
    this.#busy = false;
    this.#desk.requestUpdate();
  }

  async #startOver(): Promise<void> {
    this.#hide();
    await this.#desk.session.startOver();
    this.#desk.focus();
  }

  #choose(dialog: Dialog): void {
    this.#open = false;
    this.#failed = false;
    this.#dialog = dialog;
    if (dialog === 'transcript') void this.#transcript.load();
    if (dialog === 'calendar') void this.#calendar.load();
    this.#desk.requestUpdate();
  }

  #showModal(): void {
    const element = this.#element;
    if (element?.isConnected && !element.open) element.showModal();
  }

  #hide(): void {
    this.#element?.close();
    this.#closed();
  }

  #closed(): void {
    this.#dialog = undefined;
    this.#desk.requestUpdate();
    this.#desk.shadowRoot?.querySelector<HTMLElement>('#menu')?.focus();
  }

  get #element(): HTMLDialogElement | null | undefined {
    return this.#desk.shadowRoot?.querySelector('dialog');
  }

  #toggle(open: boolean): void {
    this.#open = open;
    this.#desk.requestUpdate();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#open) return;
    // The page around may close the whole widget on Escape; this one was for the menu.
    event.stopPropagation();
    this.#toggle(false);
    this.#desk.shadowRoot?.querySelector<HTMLElement>('#menu')?.focus();
  };

  readonly #onFocusOut = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    const inside =
      currentTarget instanceof Element && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
    if (!inside && this.#open && relatedTarget !== null) this.#toggle(false);
  };
}

export function create(desk: Desk): Menu {
  addEnglish(enMenu);
  return new Menu(desk);
}
