import type { InterviewPrep } from '@interview-prep/sdk';
import type { KeyValueStore } from '../controllers/host.ts';
import { PrepApp } from '../views/app/app.ts';

const SLOTS = ['header', 'empty', 'footer', 'consent'];
const PARTS = 'header,start,tabs,thread,message,reply,question,feedback,starters,choices,composer,resume,document';

export type InlineAppOptions = {
  readonly client: InterviewPrep;
  readonly storage: KeyValueStore;
  /** Takes the cause of each failure to start. */
  readonly report: (cause: unknown) => void;
  /** Asks the element to close; listeners of `ip-close` can prevent it. */
  readonly close: () => void;
  readonly ready: () => void;
};

/** Creates the app inside the page itself, and forwards the slots of `host` and the parts of the app. */
export function createInlineApp(
  host: HTMLElement,
  { client, storage, report, close, ready }: InlineAppOptions,
): PrepApp {
  if (customElements.get('ip-app') === undefined) customElements.define('ip-app', PrepApp);
  // Another copy of this module may have defined it, and only the class that is defined can be created.
  const app = document.createElement('ip-app') as PrepApp;
  app.client = client;
  app.storage = storage;
  app.report = report;
  app.setAttribute('exportparts', PARTS);
  app.addEventListener('ip-close', (event) => {
    // The element fires its own `ip-close`, which its listeners can cancel.
    event.stopPropagation();
    close();
  });
  app.addEventListener('ip-ready', ready);
  for (const name of SLOTS) {
    // A forwarded slot hides the default content even when it is empty, so only filled slots are forwarded.
    if (host.querySelector(`:scope > [slot="${name}"]`) === null) continue;
    const slot = document.createElement('slot');
    slot.name = name;
    slot.slot = name;
    app.append(slot);
  }
  return app;
}
