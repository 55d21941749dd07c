import type { PostingSource } from '@interview-prep/sdk';
import { plainJson } from '../controllers/plain-json.ts';
import { ownPosting, pagePosting } from './job-posting.ts';
import { logSetupError } from './setup-error.ts';

type PagePosting = PostingSource | undefined;

/** How long after loading, or after going to another address, a job is awaited. */
const LATE_MS = 10_000;
/** A page that builds itself changes often; it is read once for all changes within this time. */
const SETTLE_MS = 100;

/** The posting that the owner of the page has set, of any shape, and whether the element has started. */
export type ElementState = () => readonly [posting: unknown, isMounted: boolean | undefined];

/**
 * The job that a page shows, which may come late or change without a new page. The page is observed only for ten seconds
 * after it has loaded and after each change of its address, and no longer than until the job is found.
 */
export class PageJob {
  posting: PagePosting;
  readonly #job: () => string | undefined;
  readonly #onChange: () => void;
  readonly #element: ElementState | undefined;
  readonly #stopped = new AbortController();
  readonly #observer = new MutationObserver(() => this.#lookSoon());
  #advice: string | undefined;
  #due: ReturnType<typeof setTimeout> | undefined;
  #end: ReturnType<typeof setTimeout> | undefined;

  /**
   * `job` says which job of the page: its identifier, URL or title; `none` for none. `onChange` is called for each other
   * job, and when one begins or ceases to be awaited. An `element` may have a posting of its own, which is used instead of the page's.
   */
  constructor(job: () => string | undefined, onChange: () => void, element?: ElementState) {
    this.#job = job;
    this.#onChange = onChange;
    this.#element = element;
    this.posting = this.#read();
    const { signal } = this.#stopped;
    if (this.posting === undefined && !this.#isOff()) {
      this.#observe();
      // The time counts from then.
      addEventListener('load', () => this.posting ?? this.#observe(), { once: true, signal });
    }
    onAddressChange(() => {
      this.#observe();
      this.#lookSoon();
    }, signal);
    addEventListener('pageshow', ({ persisted }) => persisted && this.follow(), { signal });
  }

  /** Whether the page is still observed because it has no job yet. */
  get awaited(): boolean {
    return this.#end !== undefined && this.posting === undefined && !this.#isOff();
  }

  /** Reads the page now, and follows it for a while. */
  follow(): void {
    this.#observe();
    this.#look();
  }

  /** Writes to the console why there is no job, if there is none. A job that is still awaited may come. */
  #report(): void {
    const [, isMounted] = this.#element?.() ?? [undefined, true];
    // While an element cannot start, that is what its owner has to read first.
    if (this.#advice !== undefined && isMounted) logSetupError(this.#advice);
  }

  stop(): void {
    this.#rest();
    this.#stopped.abort();
  }

  #isOff(): boolean {
    return this.#job() === 'none';
  }

  #read(): PagePosting {
    this.#advice = undefined;
    const report = (advice: string) => {
      this.#advice = advice;
    };
    const own = this.#element?.()[0];
    // Waiting does not mend it; in that time the element starts, if it can.
    if (own) setTimeout(() => this.#stopped.signal.aborted || this.#report(), SETTLE_MS);
    return own ? ownPosting(own, report) : pagePosting(this.#job(), { report, isElement: this.#element !== undefined });
  }

  #observe(): void {
    const before = this.awaited;
    this.#rest();
    this.#observer.observe(document, { childList: true, subtree: true, characterData: true });
    this.#end = setTimeout(() => {
      this.#take(this.#read());
      this.#report();
    }, LATE_MS);
    if (this.awaited !== before) this.#onChange();
  }

  #rest(): void {
    this.#observer.disconnect();
    clearTimeout(this.#due);
    clearTimeout(this.#end);
    this.#due = this.#end = undefined;
  }

  #lookSoon(): void {
    this.#due ??= setTimeout(() => this.#look(), SETTLE_MS);
  }

  #look(): void {
    this.#due = undefined;
    const found = this.#read();
    // Between two jobs there is often none for a moment.
    if (found === undefined ? this.#isOff() : valueOf(found) !== valueOf(this.posting)) this.#take(found);
  }

  #take(found: PagePosting): void {
    const isOther = this.awaited || valueOf(found) !== valueOf(this.posting);
    this.#rest();
    this.posting = found;
    if (isOther) this.#onChange();
  }
}

/** Without the address of the page, which changes for one job. */
const valueOf = (source: PagePosting): string | undefined =>
  plainJson(source?.kind === 'job_posting' ? source.jobPosting : source);

function onAddressChange(listener: () => void, signal: AbortSignal): void {
  // TypeScript does not know it yet.
  const { navigation } = globalThis as { navigation?: EventTarget };
  if (navigation) {
    navigation.addEventListener('currententrychange', listener, { signal });
    return;
  }
  addEventListener('popstate', listener, { signal });
  addEventListener('hashchange', listener, { signal });
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (...state) {
      original.apply(this, state);
      if (!signal.aborted) listener();
    };
  }
}
