import { resolve } from 'node:path';
import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';

const FIXTURES = resolve(import.meta.dirname, '../fixtures/resumes');

/** One of the résumés of `tests/fixtures`, or the absolute path of another file. */
export const resumeFile = (name: string): string => resolve(FIXTURES, name);

export type VisitOptions = BrowserContextOptions & {
  /** Script that runs in the page and its iframes before anything else. */
  readonly init?: () => void;
  /** Whether the widget is inside the page itself instead of an iframe. */
  readonly inline?: boolean;
  /** Whether the page's clock is paused until the test advances it. */
  readonly stopped?: boolean;
};

/** A candidate who practises on a job page, in a browser context of their own. */
export class Candidate {
  readonly page: Page;
  /** The root of the widget: the iframe or the page. */
  readonly widget: FrameLocator | Page;
  /** Console errors, uncaught exceptions and policy violations, of the page and its iframes. */
  readonly complaints: string[] = [];
  /** The URL of every request. */
  readonly requests: string[] = [];

  constructor(page: Page, inline: boolean) {
    this.page = page;
    this.widget = inline ? page : page.frameLocator('iframe');
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(`thrown: ${error.message}`));
    page.context().on('request', (request) => this.requests.push(request.url()));
  }

  /** Violations of the content security policies of page and iframe. */
  get violations(): string[] {
    return this.complaints.filter(
      (text) =>
        text.startsWith('violation:') ||
        text.startsWith('thrown:') ||
        /Content[- ]Security[- ]Policy|Trusted ?Type/i.test(text),
    );
  }

  get launcher(): Locator {
    return this.page.getByRole('button', { name: 'Practise the interview' });
  }

  find(selector: string): Locator {
    return this.widget.locator(selector);
  }

  button(name: string | RegExp): Locator {
    return this.widget.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await this.find('#begin, #draft').waitFor();
  }

  async start(): Promise<void> {
    await this.find('#begin').click();
    await this.find('#draft').waitFor();
  }

  /** Sends a message and waits for the end of the reply. */
  async sendAndWait(words: string): Promise<void> {
    await this.#turn(() => this.send(words));
  }

  /** Presses a button that sends a message, and waits for the end of the reply. */
  async press(name: string): Promise<void> {
    await this.#turn(() => this.button(name).click());
  }

  async send(words: string): Promise<void> {
    await this.find('#draft').fill(words);
    await this.find('#draft').press('Enter');
  }

  /** Waits for the end of the reply, when sending is possible again. */
  async waitForReply(): Promise<void> {
    await this.find('[part=send]').waitFor();
  }

  /** Presses a suggested prompt. */
  async pressStarter(label: RegExp): Promise<void> {
    await this.#turn(() => this.find('[part=starters] button').filter({ hasText: label }).first().click());
  }

  async #turn(act: () => Promise<void>): Promise<void> {
    const messages = this.find('#log .message');
    const before = await messages.count();
    await act();
    await messages.nth(before).waitFor();
    await this.waitForReply();
  }

  /** Uploads a file and waits for the extracted text or an error. */
  async upload(name: string): Promise<void> {
    if (!(await this.find('[part=resume]').isVisible())) await this.find('#resume').click();
    await this.find('[part=resume] input[type=file]').first().setInputFiles(resumeFile(name));
    await this.find('[part=resume]').getByText('Reading').waitFor({ state: 'hidden' });
    await this.find('[part=reading], [part=resume] .failure').first().waitFor();
  }

  /** Uploads a calendar file in its dialog. */
  async uploadCalendar(text: string): Promise<void> {
    await this.find('dialog input[type=file]').setInputFiles({
      name: 'calendar.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(text),
    });
  }

  async backToCoach(): Promise<void> {
    await this.find('#back').click();
    await this.find('#draft').waitFor();
  }

  /** The last feedback card. */
  get feedback(): Locator {
    return this.find('[part=feedback]').last();
  }

  /** Creates a document in its tab and waits until it can be read. */
  async makeDocument(): Promise<void> {
    await this.find('#tab-document').click();
    const ask = this.find('[part=document] button').filter({ hasText: /Make (my document|a new one)/ });
    await ask.waitFor();
    const before =
      (await this.find('[part=paper]').count()) === 0
        ? 0
        : Math.max(1, await this.find('[part=documents] tbody tr').count());
    await ask.click();
    // The list is shown from the second document on.
    if (before > 0) await this.find('[part=documents] tbody tr').nth(before).waitFor();
    await this.find('[part=paper]').waitFor();
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}

/** Opens a page for a new candidate. */
export async function visit(
  browser: Browser,
  url: string,
  { init, inline = false, stopped = false, ...options }: VisitOptions = {},
): Promise<Candidate> {
  const context = await browser.newContext(options);
  const candidate = new Candidate(await context.newPage(), inline);
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  if (init) await context.addInitScript(init);
  if (stopped) await candidate.page.clock.install();
  await candidate.page.goto(url);
  return candidate;
}
