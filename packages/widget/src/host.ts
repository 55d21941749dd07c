import type { EmbedHandle, EmbedContext } from './page/embed-context.ts';
import { WidgetFrame } from './page/widget-frame.ts';
import type { PageSettings } from './page/frame-messages.ts';
import { pagePosting } from './page/job-posting.ts';
import { Panel } from './page/panel.ts';

/**
 * Second stage of the script tag, loaded when the visitor approaches the launcher or the page is idle: creates the
 * panel with the iframe.
 */
export function attach({ host, root, launcher, server, mode, label, data }: EmbedContext): EmbedHandle {
  const { key, theme, accent, locale, job } = data;
  let page: PageSettings = {
    mode,
    posting: pagePosting(job),
    theme,
    accent,
    locale: locale ?? document.documentElement.lang,
  };
  const dispatch = (name: string, detail: unknown = null) =>
    host.dispatchEvent(new CustomEvent(name, { detail, cancelable: name === 'ip-close' }));
  const frame = new WidgetFrame({ server, key, label, panel: () => panel, page: () => page, onEvent: dispatch });
  const panel: Panel = new Panel(root, {
    mode,
    label,
    launcher,
    onOpen: () => {
      frame.load();
      frame.send({ type: 'open' });
      // Inline it opens automatically and must not take the focus.
      if (mode !== 'inline') frame.focus();
      dispatch('ip-open');
    },
    onClose: () => {
      const allowed = dispatch('ip-close');
      if (allowed) frame.send({ type: 'close' });
      return allowed;
    },
  });
  panel.setTheme(theme);
  frame.load();
  return {
    open: () => panel.open(),
    close: () => panel.close(),
    set: (changed) => {
      page = { ...page, ...changed };
      panel.setTheme(page.theme);
      if (changed.accent !== undefined) host.style.setProperty('--ip-accent', changed.accent);
      frame.send({ type: 'set', page: changed });
    },
  };
}
