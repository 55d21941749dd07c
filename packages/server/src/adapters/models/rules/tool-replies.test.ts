import { describe, expect, it } from 'vitest';
import { only, testApp, type TestApp, sendTurn } from '../../../core/chat/test-app.suite.ts';
import { FOUR } from '../../../core/interview/four-postings.suite.ts';
import type { SessionFact } from '../../../core/sessions/ports.ts';
import { calendarOf, entry } from '../../documents/calendar/test-calendars.ts';

const STRONG =
  'Last winter on a night shift a patient got worse. I was in charge of his bay. I checked his vital ' +
  'signs, called the doctor and started oxygen within 5 minutes. In the end he was stable by the morning.';

async function conversation() {
  const app = await testApp();
  const { title, company, posting } = FOUR.nurse;
  const { id: postingId } = await app.postings.create(app.scope, { kind: 'text', text: posting, title, company });
  const chat = await app.chats.create(app.scope, { postingId });
  const say = (text: string) => sendTurn(app, chat.id, text);
  return { app, say, replyFor: async (text: string) => replyText(await say(text)) };
}

const replyText = (facts: readonly SessionFact[]) =>
  facts.flatMap((fact) => (fact.type === 'token' ? [fact.text] : [])).join('');
const connect = ({ calendars, scope }: TestApp, ...all: string[]) =>
  calendars.connect(
    scope,
    { kind: 'file', bytes: new TextEncoder().encode(calendarOf([entry('UID:a', ...all)])) },
    { timeZone: 'Europe/Berlin' },
  );

describe('[S2-1] the rehearsal coach', () => {
  it('speaks of interviews that the calendar holds, and of none without one', async () => {
    const { app, say, replyFor } = await conversation();
    const facts = await say('When is my interview?');
    expect(only(facts, 'tool_result')).toMatchObject({
      name: 'get_upcoming_interviews',
      ok: true,
      summary: 'No calendar is connected yet',
    });
    expect(replyText(facts)).toMatch(/no calendar is connected[\s\S]*\.ics/u);
    await connect(
      app,
      'DTSTART:20261126T130000Z',
      'SUMMARY:Interview with *Jo* [x](https://evil.example/y)',
      'LOCATION:Room 3',
    );
    expect(await replyFor('When is my interview?')).toContain(
      '- **Interview with \\*Jo\\* \\[x\\](evil.example)**, Thursday 26 November 2026 at 14:00 in Berlin, Room 3',
    );
    await connect(app, 'DTSTART:20261126T130000Z', 'SUMMARY:Dentist');
    expect(await replyFor('Do I have an interview?')).toContain('no interview in your calendar');
  });

  it('keeps the last answer when it is asked to, word for word', async () => {
    const { app, say, replyFor } = await conversation();
    expect(await replyFor('Save my answer')).toContain('no answer to keep yet');
    await say('Ask me a behavioural question');
    await say(STRONG);
    const facts = await say('Save my answer');
    expect(only(facts, 'tool_call')).toMatchObject({ name: 'save_prep_response', args: { answer: STRONG } });
    expect((await app.answers.list(app.scope, { limit: 5 })).data).toMatchObject([{ answer: STRONG }]);
    expect(replyText(facts)).toMatch(/kept/iu);
  });

  it('lays out an agenda of the length that was named', async () => {
    const { replyFor } = await conversation();
    const received = await replyFor('Make me an agenda for 30 minutes');
    expect(received).toContain('30 minutes');
    expect(received.match(/^- \*\*Minute \d+ to \d+: /gmu)).toHaveLength(5);
    expect(received).toMatch(/to 30: Your questions/u);
  });

  it('speaks of pay from the posting and the own figures only', async () => {
    const { app } = await conversation();
    const { id: postingId } = await app.postings.create(app.scope, {
      kind: 'job_posting',
      jobPosting: {
        '@type': 'JobPosting',
        title: 'Nurse',
        description: 'Care for people.',
        baseSalary: { currency: 'EUR', value: { minValue: 42_000, maxValue: 48_000, unitText: 'YEAR' } },
      },
    });
    const chat = await app.chats.create(app.scope, { postingId });
    const replyFor = async (text: string) => replyText(await sendTurn(app, chat.id, text));
    expect(await replyFor('What does the job pay?')).toMatch(
      /“EUR 42,000 – 48,000 per year”[\s\S]*Tell me what you would like to earn[\s\S]*no market figures/u,
    );
    expect(await replyFor('I earn 40,000 and would like 50,400 euros a year')).toMatch(
      /What you have now, EUR 40,000 per year, is 4\.8 % below it\. What you would like, EUR 50,400 per year, is 5 % above the most they name\. Your wish is 26 % more/u,
    );
    expect(await replyFor('What is the salary?')).toContain('EUR 50,400 per year');
  });

  it('says where somebody stands by counting, and what would be next', async () => {
    const { say, replyFor } = await conversation();
    expect(await replyFor('How am I doing?')).toMatch(
      /0 of 7[\s\S]*\*\*Still open\.\*\* Have your résumé read[\s\S]*plus button/u,
    );
    await say('Ask me a behavioural question');
    await say(STRONG);
    expect(await replyFor('How am I doing?')).toMatch(/\*\*Begun\.\*\* Practise 5 questions: 1 so far/u);
  });

  it('takes none of it for a command while it waits for an answer', async () => {
    const { say } = await conversation();
    await say('Ask me a behavioural question');
    for (const answer of [
      'My progress with the ward calendar was slow, then I found a mentor who helped me for 3 months.',
      'The salary was never the reason; I saved the day because the patient needed it.',
    ]) {
      expect((await say(answer)).map(({ type }) => type)).toContain('feedback');
    }
  });
});
