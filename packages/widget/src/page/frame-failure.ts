import { keyAdvice } from './setup-error.ts';

/**
 * Why the iframe shows nothing: the key is none, the server refused it or the origin, the policy of the page blocked the
 * iframe, something answered that is not the iframe, nothing has answered yet, or the tab that was opened instead of it
 * was cut off from the page.
 */
export type FrameFailure = 'no-key' | 'key' | 'origin' | 'policy' | 'blocked' | 'slow' | 'severed';

type Words = {
  /** For the candidate. */
  readonly text: string;
  /** For the owner of the page. */
  readonly advice: string;
  /** Whether a tab of its own, or another try, may help. */
  readonly retry: boolean;
};

const NOT_SET_UP = 'Interview practice is not set up on this page yet. Nothing is wrong on your side.';

/** What is shown and logged about a failure. */
export function wordsFor(failure: FrameFailure, { server, key }: { server: string; key: string | undefined }): Words {
  // `null` in a sandbox, where the one of the location is not.
  const { origin } = self;
  switch (failure) {
    case 'no-key':
      return { text: NOT_SET_UP, advice: keyAdvice(key), retry: false };
    case 'key':
      return {
        text: NOT_SET_UP,
        advice: `the key is unknown to ${server}, was revoked, or has no allowed origin. Copy the publishable key (ipk_…) again, and add ${origin} to its allowed origins.`,
        retry: false,
      };
    case 'origin':
      return {
        text: NOT_SET_UP,
        advice:
          origin === 'null'
            ? 'this page has no origin, because it is a file or an iframe with "sandbox". Serve it over https, or add "allow-same-origin" to the sandbox.'
            : `add ${origin} to the allowed origins of this key.`,
        retry: false,
      };
    case 'policy':
      return {
        text: 'This page does not allow interview practice to open inside it. You can use it in a tab of its own.',
        advice: `the content security policy of this page blocks the iframe. Add "frame-src ${server}" to it.`,
        retry: true,
      };
    case 'blocked':
      return {
        text: 'Interview practice could not be opened inside this page. What you practised before is not lost.',
        advice:
          `the iframe of ${server} was blocked or did not answer. Check that the server is running, that "server" is its address ` +
          `without a path such as "/v1" behind it, that the content security ` +
          `policy of this page allows "frame-src ${server}", and, where this page is itself in an iframe, that the origins ` +
          `of all pages around it are allowed origins of the key.`,
        retry: true,
      };
    case 'severed':
      return {
        text: 'Interview practice cannot open on this page, nor in a tab of its own. Nothing is wrong on your side. You can close the tab.',
        advice:
          'the tab of the practice was cut off from this page, or closed, before it answered. The header "Cross-Origin-Opener-Policy: ' +
          `same-origin" of this page cuts it off: send "same-origin-allow-popups" instead, or allow the iframe with "frame-src ${server}" ` +
          'in the content security policy, so that no tab is needed.',
        retry: false,
      };
    case 'slow':
      return {
        text: 'This takes longer than usual. It opens here as soon as the server answers.',
        advice: `the iframe of ${server} did not answer within 10 s. Check that the server is running and can be reached from here.`,
        retry: true,
      };
  }
}
