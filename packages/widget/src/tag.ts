import type { CloseEvent } from './events/close.ts';
import type { CompleteEvent } from './events/complete.ts';
import type { ErrorEvent } from './events/error.ts';
import type { FeedbackEvent } from './events/feedback.ts';
import type { MessageEvent } from './events/message.ts';
import type { OpenEvent } from './events/open.ts';
import type { PrepReadyEvent } from './events/prep-ready.ts';
import type { ReadyEvent } from './events/ready.ts';
import type { InterviewPrepElement } from './interview-prep.ts';

/** The events of `<interview-prep>` by name. All of them bubble. */
export type InterviewPrepEventMap = {
  'ip-ready': ReadyEvent;
  'ip-open': OpenEvent;
  'ip-close': CloseEvent;
  'ip-message': MessageEvent;
  'ip-feedback': FeedbackEvent;
  'ip-prep-ready': PrepReadyEvent;
  'ip-complete': CompleteEvent;
  'ip-error': ErrorEvent;
};

/** What can be set as an HTML attribute. */
export type InterviewPrepAttributes = Partial<
  Pick<
    InterviewPrepElement,
    'server' | 'locale' | 'theme' | 'accent' | 'mode' | 'label' | 'job' | 'isolation' | 'candidate'
  >
>;

/** What can only be set as a property, and the key, whose attribute name (`key`) is reserved by frameworks. */
export type InterviewPrepProperties = Partial<
  Pick<InterviewPrepElement, 'publishableKey' | 'posting' | 'client' | 'getClientToken' | 'messages'>
>;

declare global {
  interface HTMLElementTagNameMap {
    'interview-prep': InterviewPrepElement;
  }
  interface HTMLElementEventMap extends InterviewPrepEventMap {}
}
