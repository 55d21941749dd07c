import type { EmbedHandle, EmbedContext } from './page/embed-context.ts';
import { WidgetFrame } from './page/widget-frame.ts';
import type { PageSettings } from './page/frame-messages.ts';
import type { PageJob } from './page/page-job.ts';
import { Panel } from './page/panel.ts';
import { logSetupError } from './page/setup-error.ts';

/**
 * Second stage of the script tag, loaded when the visitor approaches the launcher or the page is idle: creates the
 * panel with the iframe.
 */
export function attach(context: EmbedContext): EmbedHandle {
  return new EmbeddedWidget(context);
}

class EmbeddedWidget implements EmbedHandle {
  readonly #context: EmbedContext;
  readonly #panel: Panel;
  readonly #frame: WidgetFrame;
  readonly #reading: Promise<void>;
  #pageJob: PageJob | undefined;
  #job: string | undefined;
  /** Theme, accent and locale as the page has set them since. */
  #changed: Partial<PageSettings> = {};

  constructor(context: EmbedContext) {
    this.#context = context;
    const { host, root, launcher, server, mode, label, data } = context;
    const { key, target } = data;
    this.#job = data.job;
    this.#frame = new WidgetFrame({
      server,
      key,
      label,
      panel: () => this.#panel,
      page: () => this.#page(),
      onEvent: (name, detail) => this.#dispatch(name, detail),
    });
    this.#panel = new Panel(root, {
      mode,
      label,
      launcher,
      onOpen: () => this.#onOpen(),
      onClose: () => {
        const allowed = this.#dispatch('ip-close');
        if (allowed) this.#frame.send({ type: 'close' });
        return allowed;
      },
    });
    this.#panel.apply({ label, theme: data.theme, accent: data.accent });
    this.#frame.load();
    this.#reading = this.#read();
    reportOtherKeys(key);
    if (target) reportTarget(target, host);
  }

  open(): void {
    this.#panel.open();
  }

  close(): void {
    this.#panel.close();
  }

  set(changed: Partial<PageSettings>): void {
    this.#changed = { ...this.#changed, ...changed };
    const { theme, accent } = this.#page();
    this.#panel.apply({ label: this.#context.label, theme, accent });
    this.#frame.send({ type: 'set', page: changed });
  }

  placed(): void {
    if (this.#panel.isOpen) this.#panel.show();
  }

  again({ key, job }: EmbedContext['data']): void {
    reportOtherKeys(this.#context.data.key, key);
    this.#job = job;
    this.#pageJob?.follow();
  }

  // Loaded beside the iframe. Without it there is practice without a job.
  async #read(): Promise<void> {
    const module = await import('./page/page-job.ts').catch(() => undefined);
    if (module === undefined) return;
    const send = () => this.#frame.send({ type: 'set', page: this.#jobSettings() });
    this.#pageJob = new module.PageJob(() => this.#job, send);
    send();
  }

  #onOpen(): void {
    this.#pageJob?.follow();
    void this.#reading.then(() => this.#frame.open());
    // Inline it opens automatically and must not take the focus.
    if (this.#context.mode !== 'inline') this.#frame.focus();
    this.#dispatch('ip-open');
  }

  #page(): PageSettings {
    const { mode, data } = this.#context;
    const { theme, accent, locale = document.documentElement.lang } = data;
    return { mode, ...this.#jobSettings(), theme, accent, locale, ...this.#changed };
  }

  #jobSettings(): Pick<PageSettings, 'posting' | 'awaited'> {
    return { posting: this.#pageJob?.posting, awaited: this.#pageJob?.awaited };
  }

  #dispatch(name: string, detail: unknown = null): boolean {
    return this.#context.host.dispatchEvent(new CustomEvent(name, { detail, cancelable: name === 'ip-close' }));
  }
}

const keyOf = ({ dataset, src }: HTMLScriptElement) =>
  dataset['key'] ?? new URLSearchParams(src.split('?')[1]).get('key') ?? undefined;

function reportOtherKeys(own: string | undefined, ...more: readonly (string | undefined)[]): void {
  const tags = document.querySelectorAll<HTMLScriptElement>(
    'script[src*="/embed/v1/loader."],script[data-key^="ipk_"]',
  );
  if ([...more, ...[...tags].map(keyOf)].some((key) => key && key !== own))
    logSetupError('a second script tag has another key. There is one widget in a page, and it keeps the first key.');
}

function reportTarget(target: string, host: HTMLElement): void {
  try {
    if (!host.parentElement?.matches(target))
      logSetupError(`data-target="${target}" matches no element of this page, so the widget is elsewhere in it.`);
  } catch {
    logSetupError(`data-target="${target}" is no valid CSS selector, so the widget is in its default place.`);
  }
}
