import { InterviewPrepElement } from './interview-prep.ts';

/** Registers `<interview-prep>`. Does nothing on a server, and when it is registered already. */
export function registerInterviewPrep(): void {
  if (typeof customElements !== 'undefined' && customElements.get('interview-prep') === undefined) {
    customElements.define('interview-prep', InterviewPrepElement);
  }
}
