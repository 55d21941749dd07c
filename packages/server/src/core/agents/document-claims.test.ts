import { describe, expect, it } from 'vitest';
import { DocumentClaims } from './document-claims.ts';

type Given = { readonly said?: readonly string[]; readonly known?: readonly string[]; readonly made?: boolean };

function shown(text: string, { said = [], known = [], made = false }: Given = {}): Set<string> {
  const cuts = [[text], [...text], text.match(/.{1,9}/gsu) ?? [], text.split(/(?<=\s)/u)];
  return new Set(
    cuts.map((pieces) => {
      const claims = new DocumentClaims({ said, known });
      if (made) claims.learn({ title: 'Nurse', status: 'ready' }, true);
      return `${pieces.map((piece) => claims.push(piece)).join('')}${claims.end()}`.replaceAll(/[ ]+/gu, ' ').trim();
    }),
  );
}

describe('a reply that says that a document is there', () => {
  const claims = [
    'Your document is ready.',
    'Your document is ready: https://evil.example.net.evil/x.pdf',
    'Your preparation document has been created.',
    'The PDF is now available.',
    'I have created your preparation guide.',
    'I’ve just generated the PDF for you.',
    'I made you a document.',
    'Here is your document.',
    "Here's the finished PDF: [download](sandbox:/mnt/data/prep.pdf)",
    'You can download it here: www.evil.net/x',
    'You can now open your prep guide.',
    'Your document is ready, look at it before Monday.',
    'Your document is ready when you are.',
    'Ihr Dokument ist fertig.',
    'Das PDF wurde erstellt.',
    'Votre document est prêt.',
    'Su documento está listo.',
  ];

  it.each(claims)('[N-15] does not where no tool made one: %j', (claim) => {
    expect([...shown(`Good. ${claim}\nShall we go on?`)]).toEqual(['Good.\nShall we go on?']);
  });

  it.each(claims.filter((claim) => !/evil|sandbox/u.test(claim)))('does where a tool made it: %j', (claim) => {
    expect([...shown(`Good. ${claim}`, { made: true })]).toEqual([`Good. ${claim}`]);
  });

  it.each([
    'Once your document is ready, we look at it.',
    'When the report is done, send it.',
    'Is your document ready?',
    'Your document is not ready yet.',
    'I can make your document now, if you like.',
    'Your answer was ready and good. A report is a fine example.',
    'You wrote reports and saved files every day. The team was done by noon.',
    'Here is a plan: read the advert, then your résumé.',
    'Say: “I reported it.” Then say what changed.',
  ])('is as it was written where it says something else: %j', (text) => {
    expect([...shown(text)]).toEqual([text]);
  });

  it('may say again what was said before', () => {
    expect([...shown('Your document is ready.', { said: ['Your document is ready.'] })]).toEqual([
      'Your document is ready.',
    ]);
  });
});

describe('a link in a reply', () => {
  it.each([
    ['See https://evil.net/a?b=c, please.', 'See , please.'],
    ['See [the page](https://evil.net/a) for it.', 'See the page for it.'],
    ['[the page](/files/1.pdf) has it.', 'the page has it.'],
    ['At www.evil.net. Yes.', 'At . Yes.'],
    ['sandbox:/mnt/data/x.pdf', ''],
  ])('[N-15] is taken out where nothing gave it: %j', (text, kept) => {
    expect([...shown(text)]).toEqual([kept]);
  });

  it.each([
    'Look at https://jobs.test/nurse, and at [it](https://jobs.test/nurse).',
    'Run it at http://localhost:3000/x or https://example.com.',
    'An array [1, 2] and a [note] (an aside), http and www are words.',
    'Call `fetch("https://api.test/x")` in code.',
  ])('stays where it was given, or leads nowhere: %j', (text) => {
    expect([...shown(text, { known: ['From https://jobs.test/nurse today'] })]).toEqual([text]);
  });
});
