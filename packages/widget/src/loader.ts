import { logSetupError } from './page/setup-error.ts';
import type { EmbedHandle, EmbedContext } from './page/embed-context.ts';
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

const global: typeof globalThis & { InterviewPrep?: Partial<PageApi> } = globalThis;
// `document.currentScript` is only set while a classic script runs, and a relative import would resolve against the
// page.
const script = document.currentScript ?? document.querySelector('script[data-key]');
const api = (global.InterviewPrep ??= {});
if (script instanceof HTMLScriptElement && api.on === undefined) {
  // Set here and not in `start`, which may run later, so that a second copy of the script detects the first.
  const host = document.createElement('ip-embed');
  api.on = (name, listener) => {
    host.addEventListener(name, listener);
    return () => host.removeEventListener(name, listener);
  };
  if (document.body) start(script, host);
  else addEventListener('DOMContentLoaded', () => start(script, host));
}

function start({ src, dataset: data, parentNode, nextSibling }: HTMLScriptElement, host: HTMLElement): void {
  // Unknown modes fall back to `popover`.
  const mode = (/^(inline|fab|modal)$/.exec(data.mode ?? '')?.[0] ?? 'popover') as Mode;
  const label = data.label ?? 'Practise the interview';
  const server = data.server ?? src.replace(/\/embed\/v1\/.*/, '');
  const root = host.attachShadow({ mode: 'open' });
  const launcher = createLauncher(root, mode, label);
  if (data.accent) host.style.setProperty('--ip-accent', data.accent);
  const target = data.target && document.querySelector(data.target);
  if (target) target.append(host);
  else if (mode === 'inline' && parentNode && parentNode !== document.head) parentNode.insertBefore(host, nextSibling);
  else document.body.append(host);

  let attaching: Promise<EmbedHandle | undefined> | undefined;
  let loaded = false;
  const attach = () =>
    (attaching ??= loadEmbed(server, { host, root, launcher, server, mode, label, data }).finally(() => {
      loaded = true;
    }));
  api.open = () => void attach().then((handle) => handle?.open());
  api.close = () => void attach().then((handle) => handle?.close());
  api.set = (page) => void attach().then((handle) => handle?.set(page));
  const queued = api.q;
  // A command is a method name followed by its arguments.
  const run = ([name, ...args]: Command) => (api[name] as ((...given: unknown[]) => unknown) | undefined)?.(...args);
  api.q = { push: (...commands) => commands.forEach(run) };
  if (Array.isArray(queued)) queued.forEach(run);

  launcher?.addEventListener('pointerenter', attach);
  launcher?.addEventListener('focus', attach);
  // Once loaded, the panel handles clicks on the launcher itself.
  launcher?.addEventListener('click', () => loaded || api.open?.());
  const idle = global.requestIdleCallback ?? setTimeout;
  idle(() => (mode === 'inline' ? api.open?.() : attach()));
}

async function loadEmbed(server: string, context: EmbedContext): Promise<EmbedHandle | undefined> {
  const url = `${server}/embed/v1/${context.data.isolation === 'none' ? 'inline' : 'host'}.js`;
  try {
    const { attach } = (await import(url)) as { attach: (context: EmbedContext) => EmbedHandle }; // module of this package
    return attach(context);
  } catch (error) {
    (context.launcher ?? context.root.appendChild(document.createElement('p'))).textContent =
      'Interview practice could not be loaded.';
    logSetupError(
      `${url} could not be loaded. Check that the server is running and that the content security policy of this page allows it.`,
      error,
    );
    return undefined;
  }
}
