import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { requirementsOf } from './requirements.ts';

/** Adverts of forty trades; `[[what is asked|right competencies|acceptable ones]]`, labelled before any rule read them. */
const postings = readFileSync(new URL('test-postings.txt', import.meta.url), 'utf8')
  .split(/^# /mu)
  .slice(1)
  .map((block) => {
    const [title = '', ...lines] = block.split('\n');
    const labels: { start: number; end: number; fitting: string[] }[] = [];
    let text = '';
    for (const part of lines.join('\n').split(/(?=\[\[)|(?<=\]\])/u)) {
      const [, words, right = '', also = ''] = /^\[\[([^|]*)\|([^|]*)\|([^\]]*)\]\]$/u.exec(part) ?? [];
      const start = text.length;
      text += words ?? part;
      if (words !== undefined) labels.push({ start, end: text.length, fitting: `${right} ${also}`.split(' ') });
    }
    return { labels, requirements: requirementsOf(text, title) };
  });

type Part = { readonly start: number; readonly end: number };
const overlap = (one: Part, other: Part) =>
  Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
const covers = (one: Part, other: Part) => overlap(one, other) * 2 >= other.end - other.start;
const touches = (one: Part, other: Part) => covers(one, other) || covers(other, one);

it('[N-13] finds what adverts of forty other trades ask for, and little else', () => {
  const labels = postings.flatMap((posting) => posting.labels.map((label) => ({ label, posting })));
  const found = labels.filter(({ label, posting }) => posting.requirements.some((one) => touches(one, label)));
  expect(postings).toHaveLength(40);
  expect(found.length / labels.length).toBeGreaterThanOrEqual(0.94);
  const read = postings.flatMap((posting) => posting.requirements.map((one) => ({ one, posting })));
  const right = read.filter(({ one, posting }) => posting.labels.some((label) => touches(one, label)));
  expect(right.length / read.length).toBeGreaterThanOrEqual(0.95);
});

it('[N-13] and says something wrong of at most 3 % of it', () => {
  const read = postings.flatMap(({ labels, requirements }) =>
    requirements.map(({ text, competencyIds, ...place }) => {
      const fitting = labels.filter((label) => touches(place, label)).flatMap((label) => label.fitting);
      return { text, wrong: fitting.length === 0 ? [] : competencyIds.filter((id) => !fitting.includes(id)) };
    }),
  );
  const wrong = read.filter((one) => one.wrong.length > 0);
  expect(wrong.length / read.length, JSON.stringify(wrong)).toBeLessThanOrEqual(0.03);
});
