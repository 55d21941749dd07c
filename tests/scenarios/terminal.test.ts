import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Child, ROOT, run, temporaryFolder } from './child.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let count = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder?.remove());

function terminal(args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  count += 1;
  return run(['packages/server/dist/main.js', ...args], {
    DATA_DIR: join(folder.path, String(count)),
    REHEARSAL_WORD_DELAY_MS: '0',
    LOG_LEVEL: 'silent',
    ...env,
  });
}

describe('interview-prep chat', () => {
  it('[S2-4] shows a whole conversation by itself with --example', async () => {
    const example = terminal(['chat', '--example']);
    expect(await example.exit, example.errors()).toBe(0);
    const said = example.output();
    expect(said).toMatch(/You: Ask me a behavioural question\.\n\nCoach: [^]+?\?\n/);
    expect(said).toMatch(/\d(\.5)? of \d shown\n/);
    // What is quoted was said, to the letter.
    const answers = [...said.matchAll(/^You: (.+)$/gm)].map(([, words]) => words).join('\n');
    const quotes = [...said.matchAll(/^ {2}[✓~] .+?: “(.+)”$/gm)].map(([, quote]) => quote ?? '');
    expect(quotes.length).toBeGreaterThan(0);
    for (const quote of quotes) expect(answers).toContain(quote);
    expect(said).toContain('→ Registered Nurse, Paediatrics · Northfield');
  });

  it('[S2-4] talks with whoever types, about the files they bring', async () => {
    const chat = terminal([
      'chat',
      '--posting',
      'examples/node-chat/advert.txt',
      '--resume',
      join(ROOT, 'tests/fixtures/resumes/delivery-driver-hidden-text.pdf'),
    ]);
    await chat.says(/Read the résumé: \d+ words, and 1 hidden passages that are left out\.\n/);
    await chat.says(/You: $/);
    chat.type('Ask me a behavioural question.\n');
    await chat.says(/Coach: [^]+\n\nYou: $/);
    chat.type('I don’t know.\n');
    await chat.says(/Next: [^]+\n\nYou: $/);
    expect(chat.output()).not.toMatch(/of \d shown/);
    chat.type();
    expect(await chat.exit, chat.errors()).toBe(0);
  });

  it('ends at an empty line', async () => {
    const chat = terminal(['chat']);
    chat.type('Hello\n\n');
    expect(await chat.exit, chat.errors()).toBe(0);
    expect(chat.output()).toMatch(/Coach: .+/);
  });

  it('says why a language model failed, since whoever types is also who connected it', async () => {
    const chat = terminal(['chat'], { MODEL: 'openai-compatible:small@http://127.0.0.1:9/v1' });
    chat.type('Hello\n\n');
    expect(await chat.exit).toBe(0);
    expect(chat.errors()).toMatch(/\[small: http:\/\/127\.0\.0\.1:9\/v1\/chat\/completions: .+\]/);
    expect(chat.output()).toContain('The language model could not answer just now. Try again.');
  });

  it('says in one line which file it cannot read, and what it cannot do', async () => {
    const missing = terminal(['chat', '--resume', 'no-such-file.pdf']);
    expect(await missing.exit).toBe(1);
    expect(missing.errors()).toMatch(/^.*no-such-file\.pdf.*\n$/);
    const unknown = terminal(['sing']);
    expect(await unknown.exit).toBe(1);
    expect(unknown.errors()).toContain('There is no command “sing”.');
  });
});
