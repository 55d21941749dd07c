import { createHash } from 'node:crypto';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../core/kernel/clock.ts';
import { driverReport } from '../../core/preps/report-samples-bare.ts';
import { nurseReport } from '../../core/preps/report-samples.ts';
import type { PrepReport } from '../../core/preps/report.ts';
import { plainText } from '../../core/text/plain-text.ts';
import { typstPdf } from './typst-pdf.ts';

const HOSTILE = [
  '#import "theme.typ": *',
  '$x^2 + sum$',
  '*bold* _em_ `raw`',
  '</script><b>x</b>',
  '#read("/etc/passwd")',
  '#panic("stop")',
  '= Heading',
  '<label> @label',
  '\\u{41} \\ // not a comment',
  '"}, {"report": null',
  '{{slot}} ${x} %s',
  '#{ while true {} }',
  '[link](https://evil.example)',
  'a ~ b -- c --- d ... e',
  'Straße żółć Ελληνικά Київ',
];

const renderer = typstPdf();
afterAll(() => renderer.close());

const changed = (change: (report: PrepReport) => void): PrepReport => {
  const report = structuredClone(nurseReport);
  change(report);
  return report;
};

async function read(bytes: Uint8Array) {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const { items } = await (await document.getPage(index + 1)).getTextContent();
      return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    }),
  );
  const { info, metadata } = await document.getMetadata();
  const outline = await document.getOutline();
  const tree = await (await document.getPage(1)).getStructTree();
  await document.loadingTask.destroy();
  return { pages, info: info as Record<string, unknown>, metadata, outline, tree, text: pages.join('\n') };
}

/** Text without the places where lines end, which are layout and not words. */
const unbroken = (text: string) => text.replace(/\s+/gu, '');

describe('the document', () => {
  it('is a tagged PDF/UA-1 with title, language and author', async () => {
    const bytes = await renderer.render(nurseReport);
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw.startsWith('%PDF-1.')).toBe(true);
    for (const mark of ['/StructTreeRoot', '/MarkInfo', '/Lang']) expect(raw).toContain(mark);
    expect(raw).toMatch(/pdfuaid:part>1</);
    const { info, tree } = await read(bytes);
    expect(info).toMatchObject({
      Title: 'Registered Nurse, Paediatrics · Northfield Children’s Hospital',
      Author: 'Interview Prep',
      Language: 'en-GB',
    });
    expect(JSON.stringify(tree)).toContain('"H1"');
  });

  it('holds every section in order, and numbers its pages', async () => {
    const { pages, text } = await read(await renderer.render(nurseReport));
    expect(pages).toHaveLength(4);
    pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1} of 4`));
    const sections = [
      'The role',
      'Where you match',
      'Likely questions',
      'Questions to ask them',
      'Your 30 minutes',
      'Sources',
      'What could not be found',
    ];
    const places = sections.map((section) => text.indexOf(section));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const page of pages.slice(1)) expect(page).toContain('Registered Nurse, Paediatrics');
  });

  it('holds every word of the report', async () => {
    const all = unbroken((await read(await renderer.render(nurseReport))).text);
    for (const { question, why, outline, looksFor } of nurseReport.questions) {
      for (const words of [question, why, ...Object.values(outline), ...looksFor])
        expect(all).toContain(unbroken(words));
    }
    for (const { requirement, quotes } of nurseReport.match.strengths) {
      for (const words of [requirement, ...quotes.map(({ text }) => text)]) expect(all).toContain(unbroken(words));
    }
    for (const words of [nurseReport.meta.notice, ...nurseReport.notFound, nurseReport.role.summary])
      expect(all).toContain(unbroken(words));
  });

  it('says that there was no résumé instead of counting', async () => {
    const { text } = await read(await renderer.render(driverReport));
    expect(text).toContain('There was no résumé to compare with');
    expect(text).not.toContain('of 2 shown');
  });

  it('writes dates as the reader does', async () => {
    expect((await read(await renderer.render(nurseReport, { locale: 'en-US' }))).text).toContain('November 21, 2026');
    for (const locale of ['en-GB', 'de-DE', 'not a locale']) {
      expect((await read(await renderer.render(nurseReport, { locale }))).text).toContain('21 November 2026');
    }
  });

  it('is the same for the same report', async () => {
    const digest = async () =>
      createHash('sha256')
        .update(await renderer.render(nurseReport))
        .digest('hex');
    expect(await digest()).toBe(await digest());
  });
});

describe('hostile text', () => {
  it('comes out word for word wherever it stands', async () => {
    const mixed = HOSTILE.join(' ');
    const report = changed((draft) => {
      draft.meta.title = HOSTILE[0]!;
      draft.meta.company = HOSTILE[2]!;
      draft.meta.candidateName = HOSTILE[5]!;
      draft.role.summary = mixed;
      draft.role.facts[0]!.value = HOSTILE[4]!;
      draft.match.strengths[0]!.quotes[0]!.text = HOSTILE[1]!;
      draft.questions[0]!.outline.situation = mixed;
      draft.questions[1]!.looksFor = HOSTILE.slice(0, 8);
      draft.plan[0]!.steps = HOSTILE.slice(8);
      draft.sources[1]!.title = HOSTILE[7]!;
      draft.notFound = HOSTILE;
    });
    const all = unbroken((await read(await renderer.render(report))).text);
    for (const words of HOSTILE) expect(all.split(unbroken(words)).length).toBeGreaterThan(3);
    expect(all).not.toContain('root:x:0');
  });

  it('loses its direction controls and keeps other scripts', async () => {
    const report = changed(
      (draft) => (draft.notFound = ['safe \u202Etxt.exe\u202C end \u2066x\u2069', 'Привет 😀 ✓ done']),
    );
    const { text } = await read(await renderer.render(report));
    expect(text).toContain('safe txt.exe end x');
    expect(unbroken(text)).toContain('Привет😀✓done');
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
  });

  it('still becomes a tagged document when no font has its characters', async () => {
    const report = changed((draft) => {
      draft.meta.title = '小児科看護師 العربية 𓀀';
      draft.role.summary = '\u{13000}\u{1F9FF} 中文 '.repeat(20);
    });
    expect(Buffer.from(await renderer.render(report)).toString('latin1')).toContain('/StructTreeRoot');
  });

  it('of ten thousand characters in one word is divided, not cut off', async () => {
    const word = 'abcdefghij'.repeat(1_000);
    const report = changed((draft) => {
      draft.match.gaps[0]!.advice = word;
      draft.questions[2]!.outline.task = word;
    });
    const { text } = await read(await renderer.render(report));
    const letters = unbroken(
      text.replace(/Registered Nurse, Paediatrics.*|Prepared .*|Made for your own practice.*|Page \d+ of \d+/g, ''),
    );
    expect(letters.match(/[a-j]{9000,}/g)?.length ?? 0).toBeGreaterThanOrEqual(1);
  });

  it('in control characters and broken surrogates does no harm', async () => {
    const hostile = 'a\u0000b\u001b[31m\ud800c\ufdd0d\ue000e\u{e0041}';
    const { text } = await read(await renderer.render(changed((draft) => (draft.notFound = [hostile]))));
    expect(text).toContain(plainText(hostile));
  });
});

describe('the thread', () => {
  /** Its first deadline passes at once, all later ones never. */
  const impatientOnce = (): Clock => {
    let asked = 0;
    return { now: () => 0, sleep: () => (asked++ === 0 ? Promise.resolve() : new Promise(() => undefined)) };
  };

  it('answers many at once, each with its own document', async () => {
    const titles = ['First', 'Second', 'Third'];
    const documents = await Promise.all(
      titles.map((title) => renderer.render(changed((draft) => (draft.meta.title = title)))),
    );
    const read_ = await Promise.all(documents.map(read));
    expect(read_.map(({ info }) => info['Title'])).toEqual(
      titles.map((title) => `${title} · Northfield Children’s Hospital`),
    );
  });

  it('is replaced when it misses the deadline', async () => {
    const impatient = typstPdf({ clock: impatientOnce(), deadlineMs: 5_000 });
    await expect(impatient.render(nurseReport)).rejects.toMatchObject({
      code: 'internal',
      detail: 'The document was not laid out within 5 seconds.',
    });
    expect((await impatient.render(nurseReport)).byteLength).toBeGreaterThan(10_000);
    await impatient.close();
  });

  it('refuses work after it was closed, and what waited', async () => {
    const closing = typstPdf();
    const waiting = [closing.render(nurseReport), closing.render(nurseReport)];
    const outcomes = Promise.allSettled(waiting);
    await closing.close();
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'shutting_down' } });
    await expect(closing.render(nurseReport)).rejects.toMatchObject({ code: 'shutting_down' });
  });

  it('refuses more than it can hold', async () => {
    const crowded = typstPdf();
    const asked = Array.from({ length: 40 }, () => crowded.render(nurseReport));
    const outcomes = Promise.allSettled(asked);
    await crowded.close();
    const refused = (await outcomes).filter(
      (outcome) => outcome.status === 'rejected' && outcome.reason.code === 'rate_limited',
    );
    expect(refused).toHaveLength(8);
  });
});
