import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { visit } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { launchBrowser, startProduct } from './product.ts';
import type { Product } from './product.ts';

let product: Product;
let browser: Browser;
let me: Candidate;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct({ wordDelayMs: 60 }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.close();
});
afterEach(() => me.leave());

const arrive = async () => {
  me = await visit(browser, `${product.site}/jobs/registered-nurse-paediatrics`);
  await me.open();
  await me.start();
};
const messages = () => me.find('#log .message').allInnerTexts();
const replies = () => me.find('#log .reply').allInnerTexts();

/** Waits until a reply is in progress; returns the text on the screen. */
const inTheMiddle = async () => {
  const reply = me.find('#log .reply').last();
  await reply.filter({ hasText: /(\S+\s+){4}/ }).waitFor();
  expect(await me.find('[part=stop]').isVisible()).toBe(true);
  return { messages: await messages(), replies: await replies() };
};

/** Presses the retry buttons of the widget, if any, until a message can be sent again. */
const recover = async () => {
  const ask = me.find('[part=notice] button, #log .failure button');
  await me.find('[part=notice] button, #log .failure button, [part=send]').first().waitFor();
  while (await ask.first().isVisible()) await ask.first().click();
  await me.waitForReply();
};

describe('a server that is killed in the middle', () => {
  it('[S0-10] of a reply loses nothing that was on the screen, and the candidate continues', async () => {
    await arrive();
    await me.send('What will they probably ask?');
    const before = await inTheMiddle();
    await product.kill();
    await product.restart();
    await recover();
    const after = await messages();
    expect(after.slice(0, before.messages.length)).toEqual(before.messages);
    for (const [index, reply] of before.replies.entries()) expect((await replies())[index]).toContain(reply.trimEnd());

    await me.sendAndWait('Ask me a practice question.');
    await me.find('[part=question]').first().waitFor();
    const whole = { messages: await messages(), replies: await replies() };
    await me.page.reload();
    await me.launcher.click();
    await me.find('#draft').waitFor();
    expect({ messages: await messages(), replies: await replies() }).toEqual(whole);
  });

  it('of a reply for so long that the widget gives up is followed again by itself once it is back', async () => {
    await arrive();
    await me.send('What will they probably ask?');
    const before = await inTheMiddle();
    await product.kill();
    await me.button('Go on').waitFor();
    await product.restart();
    await me.find('[part=notice]').waitFor({ state: 'detached' });
    await me.waitForReply();
    expect(await messages()).toEqual(before.messages);
    expect((await replies()).at(-1)).toContain(before.replies.at(-1)?.trimEnd());
    await me.sendAndWait('Ask me a practice question.');
  });

  it('[S0-7] of a document finishes it after the restart', async () => {
    await arrive();
    await me.find('#tab-document').click();
    const [asked] = await Promise.all([
      me.page.waitForResponse((answer) => answer.url().endsWith('/v1/preps') && answer.request().method() === 'POST'),
      me.button('Make my document').click(),
    ]);
    await product.kill();
    expect(asked.status()).toBe(202);
    await product.restart();
    const again = me.find('[part=document] .failure button');
    await me.find('[part=paper], [part=document] .failure button').first().waitFor();
    if (await again.isVisible()) await again.click();
    await me.find('[part=paper]').waitFor();
    expect(await me.find('[part=document] .failure').count()).toBe(0);
  });
});

describe('a lost network connection', () => {
  it('in the middle of a reply is restored, and the reply is complete', async () => {
    await arrive();
    await me.send('What will they probably ask?');
    const before = await inTheMiddle();
    await me.page.context().setOffline(true);
    await me.find('[part=notice]').waitFor();
    await me.page.context().setOffline(false);
    await recover();
    expect(await messages()).toEqual(before.messages);
    expect((await replies()).at(-1)).toContain(before.replies.at(-1)?.trimEnd());
    expect(await me.find('#log .failure').count()).toBe(0);
  });

  it('before a message is sent keeps its text and sends it once', async () => {
    await arrive();
    await me.page.context().setOffline(true);
    await me.send('What could I ask them?');
    await me.find('#log .failure').getByText('Your words are kept.').waitFor();
    await me.page.context().setOffline(false);
    await me.button('Try again').click();
    await me.find('#log .reply').first().waitFor();
    await me.waitForReply();
    expect(await messages()).toEqual(
      ['You: What could I ask them?'].map((words) => expect.stringContaining(words.slice(5)) as string),
    );
    expect(await me.find('#log .reply').count()).toBeGreaterThan(0);
  });
});
