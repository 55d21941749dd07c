import type { EmbedHandle, EmbedContext } from './page/embed-context.ts';
import { registerInterviewPrep } from './registration.ts';

/**
 * Second stage of the script tag with `data-isolation="none"`: puts the `<interview-prep>` element into the page
 * itself.
 */
export function attach({ root, launcher, server, mode, label, data }: EmbedContext): EmbedHandle {
  registerInterviewPrep();
  // Of this module, or of another copy of it in the page.
  const element = document.createElement('interview-prep');
  const { key, theme, accent, locale, job } = data;
  const attributes = { server, key, mode, label, theme, accent, locale, job };
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  // The element creates its own launcher.
  launcher?.remove();
  root.append(element);
  return {
    open: () => element.open(),
    close: () => element.close(),
    set: (page) => {
      for (const [name, value] of Object.entries(page)) element.setAttribute(name, String(value));
    },
    again: (next) => {
      element.job = next.job;
    },
  };
}
