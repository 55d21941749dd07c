import { pagePosting } from './job-posting.ts';
import { logSetupError } from './setup-error.ts';
import { plainJson } from '../controllers/plain-json.ts';

type PagePosting = ReturnType<typeof pagePosting>;

/** How long after loading, or after going to another address, a job is awaited. */
const LATE_MS = 10_000;
/** A page that builds itself changes often; it is read once for all changes within this time. */
const SETTLE_MS = 100;

/** The job that a page shows, which may come late or change without a new page. */
export type PageJob = {
  readonly posting: PagePosting;
  /** Reads the page now, and follows it for a while. */
  follow(): void;
  stop(): void;
};

/**
 * Follows the job of the page and calls `onChange` for each other one. The page is observed only for ten seconds after
 * it has loaded and after each change of its address, and no longer than until the job is found. When there is none by
 * then, a sentence in the console says why.
 */
export function followPageJob(job: () => string | undefined, onChange: () => void): PageJob {
  const stopped = new AbortController();
  let advice: string | undefined;
  let due: ReturnType<typeof setTimeout> | undefined;
  let end: ReturnType<typeof setTimeout> | undefined;
  const valueOf = (source: PagePosting) => plainJson(source?.jobPosting);
  const read = () => {
    advice = undefined;
    return pagePosting(job(), (sentence) => (advice = sentence));
  };
  let posting = read();

  const observer = new MutationObserver(() => (due ??= setTimeout(lookAgain, SETTLE_MS)));
  const rest = () => {
    observer.disconnect();
    clearTimeout(due);
    clearTimeout(end);
    due = undefined;
  };
  const take = (found: PagePosting) => {
    rest();
    const isOther = valueOf(found) !== valueOf(posting);
    posting = found;
    if (isOther) onChange();
  };
  const lookAgain = () => {
    due = undefined;
    const found = read();
    // Between two jobs there is often none for a moment.
    if (found !== undefined && valueOf(found) !== valueOf(posting)) take(found);
  };
  const giveUp = () => {
    take(read());
    if (advice !== undefined) logSetupError(advice);
  };
  const follow = () => {
    rest();
    observer.observe(document, { childList: true, subtree: true, characterData: true });
    end = setTimeout(giveUp, LATE_MS);
    lookAgain();
  };

  const { signal } = stopped;
  if (posting === undefined) {
    follow();
    // The time counts from then.
    if (document.readyState !== 'complete') addEventListener('load', () => posting ?? follow(), { once: true, signal });
  }
  onAddressChange(follow, signal);
  addEventListener('pageshow', ({ persisted }) => persisted && follow(), { signal });
  return {
    get posting() {
      return posting;
    },
    follow,
    stop: () => {
      rest();
      stopped.abort();
    },
  };
}

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
