import { expect, it } from 'vitest';
import { requirementsOf } from './requirements.ts';
import set from './test-adverts.json' with { type: 'json' };

const asked = set.adverts.flatMap(({ title, asks }) => {
  const found = requirementsOf(`Requirements\n${asks.map(({ text }) => `- ${text}`).join('\n')}`, title);
  return asks.map(({ text, right, also }) => ({
    text,
    right,
    fitting: new Set([...right, ...also]),
    ids: found.filter((requirement) => text.includes(requirement.text)).flatMap(({ competencyIds }) => competencyIds),
    isFound: found.some((requirement) => text.includes(requirement.text)),
  }));
});
const share = (part: readonly unknown[]) => part.length / asked.length;

it('[N-13] the adverts of fifty trades have for at least 85 % of what they ask the right competency, or honestly none', () => {
  expect(set.adverts).toHaveLength(50);
  const right = asked.filter(({ ids, fitting, right: ones }) =>
    ids.length === 0 ? ones.length === 0 : ids.some((id) => fitting.has(id)),
  );
  expect(share(right)).toBeGreaterThanOrEqual(0.95);
  expect(asked.filter(({ isFound }) => !isFound)).toEqual([]);
});

it('[N-13] and for at most 3 % of it a wrong one', () => {
  const wrong = asked.filter(({ ids, fitting }) => ids.some((id) => !fitting.has(id)));
  expect(share(wrong), wrong.map(({ text, ids }) => `${text}: ${ids.join(', ')}`).join('\n')).toBeLessThanOrEqual(0.03);
});
