import { InterviewPrepWidget } from '@interview-prep/widget/react';

const practice = (globalThis.practice ??= { renders: 0, ready: 0, tokens: 0 });

/** A page that a server renders and a browser continues. */
export function Page({ server }) {
  return (
    <section>
      <InterviewPrepWidget
        server={server}
        mode="inline"
        className="wide"
        style={{ margin: '4px' }}
        accent="#884400"
        data-place="below the advert"
        posting={{ kind: 'text', title: 'Night Porter', text: 'An advert' }}
        getClientToken={async () => {
          practice.tokens += 1;
          return (await (await fetch('/token?person=user-9', { method: 'POST' })).json()).token;
        }}
        ref={(element) => (practice.element = element)}
        onReady={() => (practice.ready += 1)}
      >
        <p slot="footer">A note of the page</p>
      </InterviewPrepWidget>
    </section>
  );
}
