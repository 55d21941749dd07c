import { pagePosting } from './job-posting.ts';
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
};

/**
 * Follows the job of the page and calls `onChange` for each other one. The page is observed only for ten seconds after
 * it has loaded and after each change of its address, and no longer than until the job is found.
 */
export function followPageJob(job: () => string | undefined, onChange: () => void): PageJob {
  let posting = pagePosting(job());
  let awaited: PagePosting;
  let due: ReturnType<typeof setTimeout> | undefined;
  let end: ReturnType<typeof setTimeout> | undefined;
  const valueOf = (of: PagePosting) => plainJson(of?.jobPosting);

  const read = () => {
    due = undefined;
    awaited = pagePosting(job());
    // Between two pages there is often none for a moment.
    if (awaited === undefined || valueOf(awaited) === valueOf(posting)) return;
    take();
  };
  const take = () => {
    stop();
    const isOther = valueOf(awaited) !== valueOf(posting);
    posting = awaited;
    if (isOther) onChange();
  };
  const observer = new MutationObserver(() => (due ??= setTimeout(read, SETTLE_MS)));
  const stop = () => {
    observer.disconnect();
    clearTimeout(due);
    clearTimeout(end);
    due = undefined;
  };
  const follow = () => {
    stop();
    observer.observe(document, { childList: true, subtree: true, characterData: true });
    end = setTimeout(take, LATE_MS);
    read();
  };

  if (posting === undefined) {
    follow();
    // The time counts from then.
    if (document.readyState !== 'complete') addEventListener('load', () => posting ?? follow(), { once: true });
  }
  onAddressChange(follow);
  addEventListener('pageshow', ({ persisted }) => persisted && follow());
  return {
    get posting() {
      return posting;
    },
    follow,
  };
}

function onAddressChange(listener: () => void): void {
  // TypeScript does not know it yet.
  const { navigation } = globalThis as { navigation?: EventTarget };
  if (navigation) {
    navigation.addEventListener('currententrychange', listener);
    return;
  }
  addEventListener('popstate', listener);
  addEventListener('hashchange', listener);
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (...state) {
      original.apply(this, state);
      listener();
    };
  }
}
