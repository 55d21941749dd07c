import type { CSSResult } from 'lit';

type Owner = { readonly shadowRoot: ShadowRoot | null; requestUpdate(): void };

/** A module that is loaded when it is needed: its styles and a way to make its part. */
export type PartModule<Part, Host> = {
  readonly create: (host: Host) => Part;
  readonly styles: CSSResult | readonly CSSResult[];
};

/** A part whose code comes later. Asking for it starts the loading; its owner is updated when it is there. */
export class LazyPart<Part, Host extends Owner> {
  /** The code could not be loaded; asking with `load` tries again. */
  failed = false;
  /** The part if it is there already. */
  loaded: Part | undefined;
  #loading: Promise<Part | undefined> | undefined;
  readonly #host: Host;
  readonly #import: () => Promise<PartModule<Part, Host>>;

  constructor(host: Host, load: () => Promise<PartModule<Part, Host>>) {
    this.#host = host;
    this.#import = load;
  }

  /** The part, or `undefined` while it is loading. */
  get(): Part | undefined {
    if (!this.loaded && !this.failed) void this.load();
    return this.loaded;
  }

  load(): Promise<Part | undefined> {
    this.failed = false;
    this.#loading ??= this.#make();
    return this.#loading;
  }

  /** Fetches the code when the browser has nothing better to do, so that nobody waits for it later. */
  prefetch(): void {
    // Whoever needs it in earnest learns of a failure.
    const fetch = () => void this.#import().catch(() => undefined);
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(fetch);
    else setTimeout(fetch, 200);
  }

  async #make(): Promise<Part | undefined> {
    try {
      const { create, styles } = await this.#import();
      const sheets = this.#host.shadowRoot?.adoptedStyleSheets ?? [];
      for (const { styleSheet } of [styles].flat())
        if (styleSheet && !sheets.includes(styleSheet)) sheets.push(styleSheet);
      this.loaded = create(this.#host);
    } catch {
      this.failed = true;
      this.#loading = undefined;
    }
    this.#host.requestUpdate();
    return this.loaded;
  }
}
