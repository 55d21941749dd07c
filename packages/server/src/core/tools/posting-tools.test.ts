import { describe, expect, it } from 'vitest';
import { sendTurn, testApp } from '../chat/test-app.suite.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { postingOutput } from './posting-tools.ts';

async function advert() {
  const app = await testApp();
  const { posting: text, title, company } = FOUR.nurse;
  const { id: postingId } = await app.postings.create(app.scope, { kind: 'text', text, title, company });
  const use = async (args: unknown, bound: { postingId?: string } = { postingId }) => {
    const tools = app.tools.bind({ scope: app.scope, report: async () => {}, ...bound });
    return tools.find(({ name }) => name === 'get_posting')?.run(args, new AbortController().signal);
  };
  return { app, postingId, use };
}

describe('the tool that reads the advert', () => {
  it('[N-12] gives all of it, and the passages that fit what was asked', async () => {
    const { use } = await advert();
    const found = postingOutput.parse((await use({ about: 'How many days of leave?' }))?.output);
    expect(found.passages).toEqual(["27 days' leave plus bank holidays, pension scheme"]);
    expect(found).toMatchObject({ company: 'Northgate Hospital', text: FOUR.nurse.posting, textIsWhole: true });
  });

  it('has no passage for what the advert does not say', async () => {
    const { use } = await advert();
    expect(postingOutput.parse((await use({ about: 'Is there a canteen?' }))?.output).passages).toEqual([]);
  });

  it('says where there is no advert, and belongs to the chat, not to what a model names', async () => {
    const { use } = await advert();
    expect(await use({}, {})).toMatchObject({ ok: false, summary: 'There is no advert in this conversation.' });
    expect(await use({ postingId: 'pst_1' })).toMatchObject({ ok: false });
  });

  it('reads what was pasted into a chat that knew no job', async () => {
    const { app } = await advert();
    const chat = await app.chats.create(app.scope, {});
    await sendTurn(app, chat.id, FOUR.driver.posting);
    const { postingId = '' } = await app.chats.get(app.scope, chat.id);
    expect((await app.postings.get(app.scope, postingId)).description).toContain('Swiftline Parcels');
  });
});
