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
export function attach({ host, root, launcher, server, mode, label, data }: EmbedContext): EmbedHandle {
  let { job } = data;
  const { key, target } = data;
  let { theme, accent, locale } = data;
  let pageJob: PageJob | undefined;
  // Loaded beside the iframe. Without it there is no job to prepare for, and practice without one.
  const reading = import('./page/page-job.ts').then(
    ({ followPageJob }) => {
      pageJob = followPageJob(
        () => job,
        () => sendPosting(),
      );
      sendPosting();
    },
    () => undefined,
  );
  const sendPosting = () => frame.send({ type: 'set', page: { posting: pageJob?.posting } });
  const page = (): PageSettings => ({
    mode,
    posting: pageJob?.posting,
    theme,
    accent,
    locale: locale ?? document.documentElement.lang,
  });
  const dispatch = (name: string, detail: unknown = null) =>
    host.dispatchEvent(new CustomEvent(name, { detail, cancelable: name === 'ip-close' }));
  const frame = new WidgetFrame({ server, key, label, panel: () => panel, page, onEvent: dispatch });
  const panel: Panel = new Panel(root, {
    mode,
    label,
    launcher,
    onOpen: () => {
      pageJob?.follow();
      void reading.then(() => frame.open());
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
  panel.apply({ label, theme, accent });
  frame.load();
  if (target && !host.parentElement?.matches(target))
    logSetupError(`data-target="${target}" matches no element of this page, so the widget stands elsewhere.`);
  return {
    open: () => panel.open(),
    close: () => panel.close(),
    set: (changed) => {
      ({ theme = theme, accent = accent, locale = locale } = changed);
      panel.apply({ label, theme, accent });
      frame.send({ type: 'set', page: changed });
    },
    placed: () => {
      if (panel.isOpen) panel.show();
    },
    again: (next) => {
      if (next.key && next.key !== key)
        logSetupError(
          'a second script tag has another key. There is one widget in a page, and it keeps the first key.',
        );
      job = next.job;
      pageJob?.follow();
    },
  };
}
