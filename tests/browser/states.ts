import type { Browser } from 'playwright-core';
import { visit } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { pageStates } from './page-states.ts';
import type { Product } from './product.ts';

/** Inspects the product in its current state. */
export type Look = (state: string, me: Candidate) => Promise<void>;

const ANSWER =
  'On a night shift a child in our bay was quieter than usual and her mother was worried. I checked her ' +
  'observations and I called the registrar.';
const MORE =
  ' I did that because her score had risen to 6. As a result the review came within 12 minutes and she was ' +
  'moved to high dependency in time.';
const JOB = '/jobs/registered-nurse-paediatrics';

/**
 * Opens every state of the real product and calls `look` in each. The product needs a delay between words, because some
 * states would end too soon to be inspected.
 */
export async function everyState(browser: Browser, product: Product, look: Look): Promise<void> {
  await practice(browser, product, look);
  await withoutPosting(browser, product, look);
  await documents(browser, product, look);
  await errorStates(browser, product, look);
  await pageStates(browser, product, look);
}

async function withoutPosting(browser: Browser, product: Product, look: Look): Promise<void> {
  const init = () =>
    new MutationObserver(() => document.querySelector('[type="application/ld+json"]')?.remove()).observe(document, {
      childList: true,
      subtree: true,
    });
  const me = await visit(browser, product.site + JOB, { init });
  await me.open();
  await me.find('#advert').waitFor();
  await look('start-no-advert', me);
  await me.find('#advert').fill('http://127.0.0.1/jobs/7');
  await me.find('#begin').click();
  await me.find('.failure').waitFor();
  await look('start-advert-refused', me);
  await me.leave();
}

async function practice(browser: Browser, product: Product, look: Look): Promise<void> {
  const me = await visit(browser, product.site + JOB);
  await me.launcher.waitFor();
  await look('job-page', me);
  await me.open();
  await look('start', me);
  await me.button('I need an adjustment').click();
  await me.find('#adjust').waitFor();
  await look('start-adjustment', me);
  await me.start();
  await me.find('[part=starters]').waitFor();
  await look('coach-empty', me);

  await me.send('What will they probably ask?');
  await me
    .find('#log .reply')
    .filter({ hasText: /(\S+\s+){4}/ })
    .waitFor();
  await look('coach-streaming', me);
  await me.waitForReply();
  await me.sendAndWait('Ask me a practice question.');
  await me.find('[part=question]').waitFor();
  await look('question', me);
  await me.sendAndWait(ANSWER);
  await me.feedback.waitFor();
  await look('feedback', me);
  await me.press('Try again');
  await me.sendAndWait(ANSWER + MORE);
  await me.feedback.getByText('attempt 2').waitFor();
  await look('feedback-compared', me);
  await me.press('Next question');
  await me.sendAndWait('Teamwork');
  await me.find('[part=choices]').waitFor();
  await look('was-that-your-answer', me);
  await me.press('No, not yet');
  await me.sendAndWait('I don’t know.');
  await me.feedback.getByText('Not enough to go on yet').waitFor();
  await look('insufficient', me);
  await me.sendAndWait('When is my interview?');
  await me.sendAndWait('Make me an agenda for it, please.');
  await me.find('[part=step]').nth(1).waitFor();
  await look('tools', me);

  await resumes(me, look);
  await me.backToCoach();
  await me.find('#menu').click();
  await me.button('Transcript').waitFor();
  await look('menu', me);
  await me.button('Transcript').click();
  await me.find('dialog .lines').waitFor();
  await look('transcript', me);
  await me.find('dialog').getByRole('button', { name: 'Close' }).click();
  await calendars(me, look);
  await me.find('#menu').click();
  await me.button('Delete everything').click();
  await me.find('dialog').getByRole('button', { name: 'Cancel' }).waitFor();
  await look('erase', me);
  await me.find('dialog').getByRole('button', { name: 'Delete everything' }).click();
  await me.find('[part=erased]').waitFor();
  await look('erased', me);
  await me.leave();
}

async function calendars(me: Candidate, look: Look): Promise<void> {
  await me.find('#menu').click();
  await me.button('Your calendar').click();
  await me.find('#calendar-address').waitFor();
  await look('calendar-none', me);
  await me.uploadCalendar('not a calendar at all');
  await me.find('dialog .failure').waitFor();
  await look('calendar-refused', me);
  await me.uploadCalendar(interviewIn(9));
  await me.find('dialog .interviews').waitFor();
  await look('calendar-connected', me);
  await me.button('Disconnect and forget it').click();
  await me.find('#calendar-address').waitFor();
  await me.uploadCalendar(openInterviews(9));
  await me.find('dialog .zone').waitFor();
  await look('calendar-open-zone-and-unread', me);
  await me.find('dialog').getByRole('button', { name: 'Add it by hand' }).click();
  await look('calendar-add-by-hand', me);
  await me.find('dialog').getByRole('button', { name: 'Close' }).click();
}

/** A calendar with an interview in so many days, and a dentist appointment. */
export function interviewIn(days: number): string {
  const stamp = (hours: number) =>
    `${new Date(Date.now() + days * 86_400_000 + hours * 3_600_000).toISOString().slice(0, 13).replaceAll(/[-:]/g, '')}0000Z`;
  const entry = (uid: string, summary: string, at: number) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp(0)}`,
    `DTSTART:${stamp(at)}`,
    `DTEND:${stamp(at + 1)}`,
    `SUMMARY:${summary}`,
    'LOCATION:Leeds, Beech House',
    'END:VEVENT',
  ];
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//tests//EN',
    ...entry('a', 'Job interview: Northfield', 1),
    ...entry('b', 'Dentist', 3),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

/** A calendar with an interview in so many days whose zone it does not state, and one with a date nobody can read. */
export function openInterviews(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const entry = (uid: string, summary: string, start: string) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART${start}`,
    `SUMMARY:${summary}`,
    'END:VEVENT',
  ];
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...entry('a', 'Interview at Northfield', `;TZID=Customized Time Zone:${day}T140000`),
    ...entry('b', 'Second interview at Northfield', ':next Friday at 2 pm'),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

async function resumes(me: Candidate, look: Look): Promise<void> {
  await me.find('#resume').click();
  await me.find('[part=resume] .dropzone').waitFor();
  await look('resume-none', me);
  await me.upload('image-only.pdf');
  await me.find('[part=resume] .failure').waitFor();
  await look('resume-refused', me);
  await me.upload('two-column.pdf');
  await me.find('[part=resume]').getByText('No hidden text was found.').waitFor();
  await look('resume-read', me);
  await me.upload('delivery-driver-hidden-text.pdf');
  await me.find('[part=hidden]').waitFor();
  await me.find('[part=hidden]').scrollIntoViewIfNeeded();
  await look('resume-hidden', me);
}

async function documents(browser: Browser, product: Product, look: Look): Promise<void> {
  const me = await visit(browser, product.site + JOB);
  await me.open();
  await me.start();
  await me.upload('two-column.pdf');
  await me.backToCoach();
  await me.find('#tab-document').click();
  await me.button('Make my document').waitFor();
  await look('document-empty', me);
  const goOn = await slowDocument(me);
  await me.button('Make my document').click();
  await me.find('[part=progress] li.done').first().waitFor();
  await look('document-progress', me);
  goOn();
  await me.find('[part=paper]').waitFor();
  await look('document-ready', me);
  await me.makeDocument();
  await me.find('[part=documents] tbody tr').nth(1).scrollIntoViewIfNeeded();
  await look('document-list', me);
  await me.leave();
}

/**
 * Holds back the events of a document at the writing step until the returned function is called, because that step is
 * too short to inspect.
 */
async function slowDocument(me: Candidate): Promise<() => void> {
  let goOn = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  let asked = 0;
  await me.page.route('**/v1/preps/*/events*', async (route) => {
    asked += 1;
    if (asked > 1) {
      await held;
      return route.continue();
    }
    const answer = await route.fetch();
    const frames = (await answer.text()).split(/(?<=\n\n)/);
    const writing = frames.findIndex((frame) => frame.includes('"writing"'));
    return route.fulfill({ response: answer, body: frames.slice(0, writing + 1).join('') });
  });
  return goOn;
}

async function errorStates(browser: Browser, product: Product, look: Look): Promise<void> {
  const me = await visit(browser, product.site + JOB);
  await me.open();
  await me.start();
  await me.page.context().setOffline(true);
  await me.send('What could I ask them?');
  await me.find('#log .failure').waitFor();
  await look('not-sent', me);
  await me.page.context().setOffline(false);
  await me.leave();

  const away = await visit(browser, product.site + JOB);
  await away.launcher.waitFor();
  await away.page.locator('iframe').waitFor({ state: 'attached' });
  await away.page.route(`${product.server}/v1/**`, (route) => route.abort());
  await away.launcher.click();
  await away.find('[part=unavailable]').waitFor();
  await look('unavailable', away);
  await away.leave();
}
