import { createEmbedHost, isEmbedded } from './page/embed-host.ts';
import { lazyEmbed } from './page/lazy-embed.ts';
import type { EmbedSettings } from './page/embed-context.ts';
import type { Mode, PageSettings } from './page/frame-messages.ts';
import { createLauncher } from './page/launcher.ts';

/** The JavaScript API of the script tag, as `window.InterviewPrep`. */
type PageApi = {
  open(): void;
  close(): void;
  /** Changes `theme`, `accent` or `locale`. */
  set(page: Partial<PageSettings>): void;
  /** Listens to an `ip-…` event and returns a function that removes the listener. */
  on(name: string, listener: (event: Event) => void): () => void;
  /** Called by a further copy of the script. */
  again(data: EmbedSettings): void;
  /**
   * Command queue. A page may set `InterviewPrep = { q: [['open']] }` before the script has loaded; afterwards `push`
   * runs commands at once.
   */
  q: { push(...commands: Command[]): void } | Command[];
};

type Command =
  | readonly ['open' | 'close']
  | readonly ['set', Partial<PageSettings>]
  | readonly ['on', string, (event: Event) => void];

const global: typeof globalThis & { InterviewPrep?: Partial<PageApi> & EmbedSettings } = globalThis;
const OURS = 'script[src*="/embed/v1/loader."],script[data-key^=i]';
const findTag = () => document.querySelector<HTMLScriptElement>(OURS);
// Only set while a classic script runs; a page may have bundled this one into another.
const current = document.currentScript as HTMLScriptElement | null; // one of an SVG does not match
const own = current?.matches(OURS) ? current : null;
// The first in the document counts, whichever has loaded first; a later copy says which job the page shows since.
const tag = (isEmbedded() && own) || findTag() || own;
const src = tag?.src ?? '';
const api = (global.InterviewPrep ??= {});
// Tag managers drop attributes or even the tag, so the same settings are also read from the global and the address.
const data: EmbedSettings = { ...api, ...Object.fromEntries(new URLSearchParams(src.split('?')[1])), ...tag?.dataset };
// An inline widget is placed in the body, which may not be there yet.
if (document.readyState === 'loading' && (data.target || !document.body)) addEventListener('DOMContentLoaded', start);
else start();

function start(): void {
  if (isEmbedded()) {
    api.again?.(data);
    return;
  }
  // Unknown modes fall back to `popover`.
  const mode = (/^(inline|fab|modal)$/.exec(data.mode ?? '')?.[0] ?? 'popover') as Mode;
  const label = data.label ?? 'Practise the interview';
  const server = data.server ?? src.replace(/\/embed\/v1\/.*/, '');
  const host = createEmbedHost({
    place: (element) => {
      let target;
      try {
        target = document.querySelector(`${data.target}`);
      } catch {
        // No target, or no selector, which the second stage reports.
      }
      const script = tag?.isConnected ? tag : findTag();
      if (target) target.append(element);
      // Outside the body it stays when the page replaces the body, and a transformed body does not move it.
      else if (mode !== 'inline') document.documentElement.append(element);
      else if (script?.closest('body')) script.after(element);
      else document.body.append(element);
    },
    onConnected: () => embed.loaded?.placed?.(),
  });
  const { element } = host;
  const root = element.attachShadow({ mode: 'open' });
  const launcher = createLauncher(root, mode, label);
  const embed = lazyEmbed({ host: element, root, launcher, server, mode, label, data });
  api.on = (name, listener) => {
    element.addEventListener(name, listener);
    return () => element.removeEventListener(name, listener);
  };
  api.open = embed.open;
  api.close = async () => (await embed.loading)?.close();
  api.set = async (page) => (await embed.load())?.set(page);
  api.again = (next) => {
    host.place();
    embed.loaded?.again(next);
  };
  host.place();
  const queued = api.q;
  // A command is a method name followed by its arguments.
  const run = ([name, ...args]: Command) => (api[name] as ((...given: unknown[]) => unknown) | undefined)?.(...args);
  api.q = { push: (...commands) => commands.forEach(run) };
  if (Array.isArray(queued)) queued.forEach(run);

  const idle = global.requestIdleCallback ?? setTimeout;
  idle(mode === 'inline' ? embed.open : embed.load);
}
