'use client';
import * as React from 'react';
import type { CloseEvent } from './events/close.ts';
import type { CompleteEvent } from './events/complete.ts';
import type { ErrorEvent } from './events/error.ts';
import type { FeedbackEvent } from './events/feedback.ts';
import type { MessageEvent } from './events/message.ts';
import type { OpenEvent } from './events/open.ts';
import type { PrepReadyEvent } from './events/prep-ready.ts';
import type { ReadyEvent } from './events/ready.ts';
import type { InterviewPrepElement } from './interview-prep.ts';
import { registerInterviewPrep } from './registration.ts';
import type { InterviewPrepAttributes, InterviewPrepProperties } from './tag.ts';

const EVENTS = {
  onReady: 'ip-ready',
  onOpen: 'ip-open',
  onClose: 'ip-close',
  onMessage: 'ip-message',
  onFeedback: 'ip-feedback',
  onPrepReady: 'ip-prep-ready',
  onComplete: 'ip-complete',
  onError: 'ip-error',
} as const;

/** The events of the element. A handler may be new at each render; the last one is called. */
export type InterviewPrepHandlers = {
  onReady?: ((event: ReadyEvent) => void) | undefined;
  onOpen?: ((event: OpenEvent) => void) | undefined;
  onClose?: ((event: CloseEvent) => void) | undefined;
  onMessage?: ((event: MessageEvent) => void) | undefined;
  onFeedback?: ((event: FeedbackEvent) => void) | undefined;
  onPrepReady?: ((event: PrepReadyEvent) => void) | undefined;
  onComplete?: ((event: CompleteEvent) => void) | undefined;
  onError?: ((event: ErrorEvent) => void) | undefined;
};

type Own = InterviewPrepAttributes & InterviewPrepProperties & InterviewPrepHandlers;

export type InterviewPrepWidgetProps = Own & Omit<React.HTMLAttributes<InterviewPrepElement>, keyof Own>;

// React warns of layout effects while it renders on a server, where none runs.
const useBrowserEffect = typeof document === 'undefined' ? React.useEffect : React.useLayoutEffect;

/** `<interview-prep>` as a React component. The key is passed as `publishableKey`, because React reserves `key`. */
export const InterviewPrepWidget = React.forwardRef<InterviewPrepElement, InterviewPrepWidgetProps>((props, ref) => {
  const { publishableKey, posting, client, getClientToken, messages, className, ...others } = props;
  const own = React.useRef<InterviewPrepElement>(null);
  const latest = React.useRef<InterviewPrepHandlers>(props);

  useBrowserEffect(() => {
    latest.current = props;
    if (own.current) Object.assign(own.current, { publishableKey, posting, client, getClientToken, messages });
  });

  useBrowserEffect(() => {
    const listening = new AbortController();
    for (const [handler, name] of Object.entries(EVENTS)) {
      // The event of a name is what its handler takes.
      const call = (event: Event) =>
        (latest.current as Record<string, ((of: Event) => void) | undefined>)[handler]?.(event);
      own.current?.addEventListener(name, call, { signal: listening.signal });
    }
    // Only now, because an element that a server rendered starts when it is registered, and needs its properties then.
    registerInterviewPrep();
    return () => listening.abort();
  }, []);

  // Set after the effects above, so that a parent meets an element that is ready for its methods.
  React.useImperativeHandle<InterviewPrepElement | null, InterviewPrepElement | null>(ref, () => own.current, []);

  const attributes = Object.fromEntries(Object.entries(others).filter(([name]) => !(name in EVENTS)));
  // React 18 writes the attributes of a custom element by their own names.
  return React.createElement('interview-prep', { ...attributes, ...(className && { class: className }), ref: own });
});

InterviewPrepWidget.displayName = 'InterviewPrepWidget';
