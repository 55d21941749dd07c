import type { EmbedContext, EmbedHandle } from './embed-context.ts';
import { logSetupError } from './setup-error.ts';

/** The second stage of the script tag, which is loaded once it is needed. */
export type LazyEmbed = {
  readonly loaded: EmbedHandle | undefined;
  readonly loading: Promise<EmbedHandle | undefined> | undefined;
  /** Loads it once. Resolves with `undefined` when that failed, and tries again the next time. */
  load(): Promise<EmbedHandle | undefined>;
  /** Loads and opens it, and shows when that failed. */
  open(): Promise<void>;
};

/** Loads the second stage of the script tag when the visitor approaches the launcher, or when asked to. */
export function lazyEmbed(context: EmbedContext): LazyEmbed {
  const { root, launcher, server, label, data } = context;
  let attempts = 0;
  const attach = async () => {
    // A browser may remember that an address has failed.
    const url = `${server}/embed/v1/${data.isolation === 'none' ? 'inline' : 'host'}.js${attempts++ ? `?${attempts}` : ''}`;
    try {
      const module = (await import(url)) as { attach: (context: EmbedContext) => EmbedHandle }; // module of this package
      embed.loaded = module.attach(context);
    } catch (error) {
      embed.loading = undefined;
      logSetupError(`${url} could not be loaded. Check server and content security policy.`, error);
    }
    return embed.loaded;
  };
  const embed: { -readonly [Name in keyof LazyEmbed]: LazyEmbed[Name] } = {
    loaded: undefined,
    loading: undefined,
    load: () => (embed.loading ??= attach()),
    open: async () => {
      if (launcher) launcher.textContent = label;
      if (await embed.load()) {
        embed.loaded?.open();
        return;
      }
      // As a round button it has no space for words.
      launcher?.classList.remove('fab');
      (launcher ?? root).textContent = 'Interview practice could not be loaded.';
    },
  };
  launcher?.addEventListener('pointerenter', embed.load);
  launcher?.addEventListener('focus', embed.load);
  // Once loaded, the panel handles clicks on the launcher itself.
  launcher?.addEventListener('click', () => embed.loaded || embed.open());
  return embed;
}
