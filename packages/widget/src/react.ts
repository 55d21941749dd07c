import { createComponent } from '@lit/react';
import type { EventName } from '@lit/react';
import * as React from 'react';
import { InterviewPrepElement } from './define.ts';
import type { CloseEvent } from './events/close.ts';
import type { CompleteEvent } from './events/complete.ts';
import type { ErrorEvent } from './events/error.ts';
import type { FeedbackEvent } from './events/feedback.ts';
import type { MessageEvent } from './events/message.ts';
import type { OpenEvent } from './events/open.ts';
import type { PrepReadyEvent } from './events/prep-ready.ts';
import type { ReadyEvent } from './events/ready.ts';

/** `<interview-prep>` as a React component. The key is passed as `publishableKey`, because React reserves `key`. */
export const InterviewPrepWidget = createComponent({
  tagName: 'interview-prep',
  elementClass: InterviewPrepElement,
  react: React,
  displayName: 'InterviewPrepWidget',
  // The casts tell TypeScript the event class of each event name.
  events: {
    onReady: 'ip-ready' as EventName<ReadyEvent>,
    onOpen: 'ip-open' as EventName<OpenEvent>,
    onClose: 'ip-close' as EventName<CloseEvent>,
    onMessage: 'ip-message' as EventName<MessageEvent>,
    onFeedback: 'ip-feedback' as EventName<FeedbackEvent>,
    onPrepReady: 'ip-prep-ready' as EventName<PrepReadyEvent>,
    onComplete: 'ip-complete' as EventName<CompleteEvent>,
    onError: 'ip-error' as EventName<ErrorEvent>,
  },
});
