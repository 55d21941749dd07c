import type { Mode } from './frame-messages.ts';
import { adoptStyles } from './launcher.ts';

const css = `
  section, dialog { display: flex; flex-direction: column; height: 640px; padding: 0; border: 1px solid #8883; border-radius: 16px;
    overflow: hidden; background: Canvas; color: CanvasText; }
  [hidden], dialog:not([open]) { display: none; }
  section:not(.inline), dialog { position: fixed; z-index: 2147483647; box-shadow: 0 16px 64px #0005; }
  section:not(.inline) { inset-block-end: calc(84px + env(safe-area-inset-bottom)); inset-inline-end: 20px;
    width: min(420px, 100vw - 40px); height: min(720px, 100dvh - 120px); }
  dialog { inset: 0; margin: auto; width: min(960px, 100vw - 48px); height: min(800px, 100dvh - 48px); max-width: none; max-height: none; }
  dialog::backdrop { background: #0008; }
  iframe, ip-app { flex: 1; min-height: 0; width: 100%; border: 0; color-scheme: inherit; }
  @media (width < 480px), (height < 480px) {
    section:not(.inline), dialog { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; }
    :has(> iframe) { padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left); }
  }
  @media (prefers-reduced-motion: no-preference) {
    section:not(.inline), dialog { animation: enter 0.18s ease-out; }
    @keyframes enter { from { opacity: 0; translate: 0 8px; } }
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

  get mode(): Mode {
    return this.#options.mode;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  open(): void {
    this.show();
    this.#options.onOpen();
  }

  /** Makes it visible. A modal dialog that was moved in the document becomes modal again. */
  show(): void {
    const { launcher } = this.#options;
    this.#open = true;
    if (launcher) launcher.ariaExpanded = 'true';
    this.element.hidden = false;
    if (this.element instanceof HTMLDialogElement && !this.element.matches(':modal')) {
      this.element.close();
      this.element.showModal();
    }
  }

  /** Moves the content of another panel into this one, and takes its place. */
  replace(other: Panel): void {
    if (other.isOpen) this.show();
    const into: ParentNode & { moveBefore?(node: Node, before: null): void } = this.element;
    for (let content = other.element.firstChild; content; content = other.element.firstChild) {
      // Keeps the focus, scroll positions and iframes, where the browser has it.
      if (into.moveBefore) into.moveBefore(content, null);
      else into.append(content);
    }
    other.remove();
  }

  remove(): void {
    this.#options.launcher?.remove();
    this.element.remove();
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

  /** Sets what may change while it is open. */
  apply({ label, theme, accent }: { label: string; theme: string | undefined; accent: string | undefined }): void {
    const { launcher } = this.#options;
    this.element.ariaLabel = label;
    if (launcher) launcher.textContent = label;
    const frame = this.element.querySelector('iframe');
    if (frame) frame.title = label;
    for (const box of [launcher, this.element]) box?.style.setProperty('--ip-accent', accent ?? '');
    this.setTheme(theme);
  }

  /** Sets the colour scheme; `auto` follows the visitor's system setting. */
  setTheme(theme: string | undefined): void {
    this.element.style.colorScheme = theme === 'light' || theme === 'dark' ? theme : 'light dark';
  }
}
