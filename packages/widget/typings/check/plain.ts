import type { InterviewPrepElement } from '@interview-prep/widget';

/** Never called; it only has to compile. */
export function plain(): void {
  const made: InterviewPrepElement = document.createElement('interview-prep');
  const found = document.querySelector('interview-prep');
  if (found) found.mode = 'popover';
  // @ts-expect-error -- there is no such mode
  made.mode = 'popup';
  made.getClientToken = async () => 'ict_1';
  made.messages = { 'start.begin': 'Go' };
  // @ts-expect-error -- there is no such text
  made.messages = { 'start.bgein': 'Go' };
  made.addEventListener('ip-message', ({ detail }) => detail.turnId.length);
  // @ts-expect-error -- an event never holds the words
  made.addEventListener('ip-message', ({ detail }) => detail.text);
  made.addEventListener('ip-close', (event) => event.preventDefault());
  void made.ready.then(() => made.send('Hello'));
}
