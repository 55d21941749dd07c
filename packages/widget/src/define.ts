import { InterviewPrepElement } from './interview-prep.ts';

// A second copy in one page, or a test that loads it again, must not fail.
if (typeof customElements !== 'undefined' && customElements.get('interview-prep') === undefined) {
  customElements.define('interview-prep', InterviewPrepElement);
}

export { InterviewPrepElement };
