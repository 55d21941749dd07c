/**
 * A whole practice from Node, with the typed client: what a platform does when it builds its own screen.
 * Exits with 1 when anything is not as it was promised.
 */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { InterviewPrep } from '@interview-prep/sdk';

const baseUrl = process.env.INTERVIEW_PREP_URL ?? 'http://127.0.0.1:3000';
const secretKey = process.env.INTERVIEW_PREP_SECRET_KEY;
const pdfPath = process.argv[2] ?? 'preparation.pdf';
if (secretKey === undefined) {
  console.error('Set INTERVIEW_PREP_SECRET_KEY to the isk_… key that the server printed on its first start.');
  process.exit(1);
}

// The platform's backend: it knows who is signed in and mints a token for that one candidate.
const backend = new InterviewPrep({ baseUrl, secretKey });
const { token } = await backend.clientTokens.create({ candidate: { externalId: 'amara-bello' } });

// From here on everything is the candidate's own. The secret key could not read any of it.
const candidate = new InterviewPrep({ baseUrl, clientToken: token });
const here = (name) => readFile(new URL(name, import.meta.url));

const posting = await candidate.postings.create({
  source: {
    kind: 'text',
    title: 'Registered Nurse, Paediatrics',
    company: 'Northfield',
    text: (await here('advert.txt')).toString(),
  },
});
console.log(`Read the advert: ${posting.title}, ${posting.requirements.length} requirements.`);

const resume = await candidate.resume.put(await here('resume.txt'), { fileName: 'resume.txt' });
console.log(`Read the résumé: ${resume.competencies.join(', ')}.`);
assert.equal(resume.hidden.length, 0);

const chat = await candidate.chats.create({ postingId: posting.id });

/** Says something, prints the answer as it comes, and gives back the events of the turn. */
async function say(text) {
  console.log(`\nYou: ${text}\n`);
  const events = [];
  for await (const event of candidate.chats.turn(chat.id, { text })) {
    events.push(event);
    if (event.type === 'token') process.stdout.write(event.text);
    if (event.type === 'tool_call') console.log(`… ${event.name}`);
    if (event.type === 'prep_progress') console.log(`… ${event.step}`);
  }
  assert.equal(events.at(-1)?.type, 'done');
  return events;
}

const asked = await say('Ask me a behavioural question.');
assert.ok(
  asked.some(({ type }) => type === 'question'),
  'a question was asked',
);

const answer =
  'On nights in March a toddler’s saturation looked fine, but her breathing was wrong. I was the named nurse, so the call was mine. ' +
  'I counted her breaths for a full minute, called the registrar and explained it to her mother. ' +
  'We moved her to high dependency within ten minutes, and she went home after three days.';
const judged = await say(answer);
const feedback = judged.find(({ type }) => type === 'feedback');
assert.ok(feedback !== undefined, 'the answer received feedback');

console.log(`\nShown: ${feedback.score.met} of ${feedback.score.of}`);
for (const { label, shown, quotes } of feedback.criteria) {
  // No claim without the candidate's own words, and they stand where the feedback says they stand.
  assert.equal(shown === 'no', quotes.length === 0, label);
  for (const { text, start, end } of quotes) assert.equal(answer.slice(start, end), text);
  console.log(`  ${shown.padEnd(6)} ${label}${quotes[0] === undefined ? '' : `: “${quotes[0].text}”`}`);
}
console.log(`Next: ${feedback.nextStep}`);

const made = await say('Make the preparation document.');
const ready = made.find(({ type }) => type === 'pdf_generated');
assert.ok(ready !== undefined, 'the document was made');

const pdf = Buffer.from(await (await candidate.preps.document(ready.prepId)).arrayBuffer());
assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
await writeFile(pdfPath, pdf);
console.log(`\nWrote ${pdfPath} (${Math.round(pdf.length / 1024)} kB).`);

const kept = await candidate.preps.list();
assert.ok(kept.data.some(({ id, status }) => id === ready.prepId && status === 'ready'));
