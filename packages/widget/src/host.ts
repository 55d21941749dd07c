import type { Attached, Attachment } from './page/attachment.ts';
import { Framed } from './page/framed.ts';
import type { PageFacts } from './page/frame-messages.ts';
import { pagePosting } from './page/job-posting.ts';
import { Shell } from './page/shell.ts';

/** Second half of the script tag, fetched when the candidate comes near or the page is idle: the box, and the frame in it. */
export function attach({ host, root, launcher, server, mode, label, data }: Attachment): Attached {
  const { key, theme, accent, locale, job } = data;
  let page: PageFacts = {
    mode,
    posting: pagePosting(job),
    theme,
    accent,
    locale: locale ?? document.documentElement.lang,
  };
  const tell = (name: string, detail: unknown = null) =>
    host.dispatchEvent(new CustomEvent(name, { detail, cancelable: name === 'ip-close' }));
  const framed = new Framed({ server, key, label, shell: () => shell, page: () => page, onEvent: tell });
  const shell: Shell = new Shell(root, {
    mode,
    label,
    launcher,
    onOpen: () => {
      framed.load();
      framed.send({ type: 'open' });
      // Inline it opens by itself: the visitor is reading something else.
      if (mode !== 'inline') framed.focus();
      tell('ip-open');
    },
    onClose: () => {
      const may = tell('ip-close');
      if (may) framed.send({ type: 'close' });
      return may;
    },
  });
  shell.paint(theme);
  framed.load();
  return {
    open: () => shell.open(),
    close: () => shell.close(),
    set: (changed) => {
      page = { ...page, ...changed };
      shell.paint(page.theme);
      if (changed.accent !== undefined) host.style.setProperty('--ip-accent', changed.accent);
      framed.send({ type: 'set', page: changed });
    },
  };
}
