import { InterviewPrepElement } from './interview-prep.ts';

// Loading the module twice must not throw.
if (typeof customElements !== 'undefined' && customElements.get('interview-prep') === undefined) {
  customElements.define('interview-prep', InterviewPrepElement);
}

export { InterviewPrepElement };
