import type { Mode } from './frame-messages.ts';
import { adoptStyles } from './launcher.ts';

const css = `
  section, dialog { display: flex; flex-direction: column; height: 640px; padding: 0; border: 1px solid #8883; border-radius: 16px;
    overflow: hidden; background: Canvas; color: CanvasText; }
  [hidden], dialog:not([open]) { display: none; }
  .popover, .fab, dialog { position: fixed; z-index: 2147483647; box-shadow: 0 16px 64px #0005; }
  section.popover, section.fab { inset-block-end: calc(84px + env(safe-area-inset-bottom)); inset-inline-end: 20px;
    width: min(420px, 100vw - 40px); height: min(720px, 100dvh - 120px); }
  dialog { inset: 0; margin: auto; width: min(960px, 100vw - 48px); height: min(800px, 100dvh - 48px); max-width: none; max-height: none; }
  dialog::backdrop { background: #0008; }
  iframe, ip-app { flex: 1; min-height: 0; width: 100%; border: 0; color-scheme: inherit; }
  p { margin: auto; padding: 24px; max-width: 36em; text-align: center; }
  section > button, dialog > button { margin: 0 auto 24px; }
  @media (max-width: 479px) {
    section.popover, section.fab, dialog { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; }
    :has(> iframe) { padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left); }
  }
  @media (prefers-reduced-motion: no-preference) {
    section.popover, section.fab, dialog { animation: enter 0.18s ease-out; }
    @keyframes enter { from { opacity: 0; transform: translateY(8px); } }
  }
`;

export type PanelOptions = {
  readonly mode: Mode;
  readonly label: string;
  /** `undefined` with `mode="inline"`. */
  readonly launcher: HTMLButtonElement | undefined;
  readonly onOpen: () => void;
  /** Called before closing; `false` keeps it open. */
  readonly onClose: () => boolean;
};

/** The container of the widget. Inline it is always visible; otherwise the launcher opens and closes it. */
export class Panel {
  readonly element: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #options: PanelOptions;
  #open: boolean;

  constructor(root: ShadowRoot, options: PanelOptions) {
    const { mode, label, launcher } = options;
    this.#root = root;
    this.#options = options;
    this.#open = mode === 'inline';
    adoptStyles(root, css);
    this.element = document.createElement(mode === 'modal' ? 'dialog' : 'section');
    this.element.className = mode;
    this.element.part.add('panel');
    this.element.ariaLabel = label;
    this.element.hidden = !this.#open;
    if (mode === 'popover' || mode === 'fab') this.element.role = 'dialog';
    this.element.addEventListener('cancel', (event) => {
      // A file input inside also fires `cancel`, and that event bubbles.
      if (event.target !== this.element) return;
      event.preventDefault();
      this.close();
    });
    const closeOnEscape = (event: KeyboardEvent) => {
      const inner = event.composedPath().some((node) => node instanceof HTMLDialogElement && node !== this.element);
      if (event.key === 'Escape' && !event.defaultPrevented && !inner) this.close();
    };
    this.element.addEventListener('keydown', closeOnEscape);
    launcher?.addEventListener('keydown', closeOnEscape);
    launcher?.addEventListener('click', () => (this.#open ? this.close() : this.open()));
    root.append(this.element);
  }

  get isOpen(): boolean {
    return this.#open;
  }

  open(): void {
    const { launcher, onOpen } = this.#options;
    if (!this.#open) {
      this.#open = true;
      if (launcher) launcher.ariaExpanded = 'true';
      this.element.hidden = false;
      if (this.element instanceof HTMLDialogElement) this.element.showModal();
    }
    onOpen();
  }

  close(): void {
    const { launcher, onClose, mode } = this.#options;
    if (!this.#open || mode === 'inline' || !onClose()) return;
    this.#open = false;
    // Read before the panel is hidden, because hiding it clears the focus.
    const inside = this.element.contains(this.#root.activeElement);
    if (this.element instanceof HTMLDialogElement) this.element.close();
    this.element.hidden = true;
    if (launcher) launcher.ariaExpanded = 'false';
    if (inside) launcher?.focus();
  }

  /** Replaces the content by a message, so that the panel is never blank. */
  showMessage(message: string): void {
    const paragraph = document.createElement('p');
    paragraph.role = 'alert';
    paragraph.textContent = message;
    this.element.replaceChildren(paragraph);
    if (this.#options.launcher === undefined) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Close';
    button.addEventListener('click', () => this.close());
    this.element.append(button);
  }

  /** Sets the colour scheme; `auto` follows the visitor's system setting. */
  setTheme(theme: string | undefined): void {
    this.element.style.colorScheme = theme === 'light' || theme === 'dark' ? theme : 'light dark';
  }
}
