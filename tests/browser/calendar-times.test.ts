import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Candidate, type VisitOptions, visit } from './candidate.ts';
import { launchBrowser, startProduct } from './product.ts';
import type { Product } from './product.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct({ wordDelayMs: 0 }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

const DAY = new Date(Date.now() + 9 * 86_400_000);

function calendarOf(...interviews: readonly (readonly [title: string, start: string])[]): string {
  const entries = interviews.flatMap(([title, start], index) => [
    'BEGIN:VEVENT',
    `UID:${index}`,
    `DTSTART${start.replace('DAY', DAY.toISOString().slice(0, 10).replaceAll('-', ''))}`,
    `SUMMARY:${title}`,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...entries, 'END:VCALENDAR', ''].join('\r\n');
}

const ACME = ['Phone interview with Acme', ';TZID=America/New_York:DAYT093000'] as const;
const NORTHFIELD = ['Interview at Northfield', ';TZID=Customized Time Zone:DAYT110000'] as const;

/** A candidate in Berlin, with the calendar in its dialog. */
async function withCalendar(text: string, options: VisitOptions = {}): Promise<Candidate> {
  const url = `${product.site}/jobs/registered-nurse-paediatrics`;
  const me = await visit(browser, url, { timezoneId: 'Europe/Berlin', locale: 'en-GB', ...options });
  await me.launcher.waitFor();
  await me.open();
  await me.start();
  await me.find('#menu').click();
  await me.button('Your calendar').click();
  await me.find('#calendar-address').waitFor();
  await me.uploadCalendar(text);
  await me.find('dialog .interviews').waitFor();
  return me;
}

const day = (locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
    .format(DAY)
    .replace(/^(\w+), (\d)/, '$1 $2');

const shown = async (me: Candidate, title: string) =>
  (await me.find('dialog .interviews > div').filter({ hasText: title }).locator('b').innerText())
    .replaceAll(/\s/gu, ' ')
    .replace(/^(\w+), (\d)/, '$1 $2');

it('[N-15] gives the time where the interview is and the time of the candidate, as the coach does', async () => {
  const me = await withCalendar(calendarOf(ACME));
  const when = `${day('en-GB')} at 09:30 in New York`;
  expect(await shown(me, 'Acme')).toBe(`${when} (15:30 for you)`);
  await me.find('dialog').getByRole('button', { name: 'Close' }).click();
  await me.sendAndWait('When is my interview?');
  expect(await me.find('#log .reply').last().innerText()).toContain(`${when} (15:30 in Berlin)`);
  await me.leave();
});

it('[N-15] explains the time of an interview after its zone was found by typing and chosen', async () => {
  const me = await withCalendar(calendarOf(ACME, NORTHFIELD));
  const question = me.find('dialog .zone');
  const list = question.locator('select');
  expect(await list.inputValue()).toBe('');
  expect(await list.locator('optgroup').first().locator('option').allInnerTexts()).toEqual([
    'Berlin – Central European Time',
    'New York – Eastern Time',
  ]);
  await list.selectOption('Europe/Berlin');
  await question.locator('.find').fill('lond');
  await list.getByText('Choose: 1 found').waitFor({ state: 'attached' });
  // Other words are no answer: the zone that was chosen before must not turn into another one.
  expect(await list.inputValue()).toBe('');
  expect(await list.locator('optgroup option').allInnerTexts()).toEqual(['London – United Kingdom Time']);
  await list.selectOption('Europe/London');
  await question.getByRole('button', { name: 'Save' }).click();
  await question.waitFor({ state: 'detached' });
  expect(await shown(me, 'Northfield')).toBe(`${day('en-GB')} at 11:00 in London (12:00 for you)`);
  await me.leave();
});

it('gives dates in English with the English texts on a page in another language', async () => {
  const init = () =>
    new MutationObserver(() => (document.documentElement.lang = 'de')).observe(document, { childList: true });
  const me = await withCalendar(calendarOf(ACME), { locale: 'de-DE', init });
  expect(await me.find('dialog h2').innerText()).toBe('Your calendar');
  expect(await shown(me, 'Acme')).toBe(`${day('en-GB')} at 09:30 in New York (15:30 for you)`);
  await me.leave();
});

it('[N-15] says so where a calendar has more interviews than are kept', async () => {
  const many = Array.from({ length: 51 }, (_, index) => [`Interview ${index}`, ':DAYT100000Z'] as const);
  const me = await withCalendar(calendarOf(...many));
  await me.find('dialog').getByText('an interview may be missing').waitFor();
  await me.leave();
});

it('shows on a phone that more follows, and keeps the way out in view', async () => {
  const many = Array.from({ length: 9 }, (_, index) => [`Interview ${index}`, `:DAYT1${index}0000Z`] as const);
  const me = await withCalendar(calendarOf(...many), { viewport: { width: 360, height: 640 } });
  const scroller = me.find('dialog .lines');
  const { more, shadows } = await scroller.evaluate((element) => ({
    more: element.scrollHeight - element.clientHeight,
    shadows: getComputedStyle(element).backgroundAttachment,
  }));
  expect(more).toBeGreaterThan(0);
  expect(shadows).toMatch(/^local, local, scroll, scroll/);
  // One thing scrolls: neither the dialog nor the list inside.
  expect(await me.find('dialog').evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
  await me.find('.own summary').scrollIntoViewIfNeeded();
  await me.find('.own summary').click();
  const close = me.find('dialog').getByRole('button', { name: 'Close' });
  expect(await close.evaluate((element) => element.getBoundingClientRect().bottom < innerHeight)).toBe(true);
  await me.leave();
});
