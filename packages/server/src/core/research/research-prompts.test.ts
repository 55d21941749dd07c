import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assetPath } from '../../assets.ts';
import type { FindingsFacts } from './decisions.ts';
import { specialist } from './test-researcher.suite.ts';

const prompt = (name: string) => readFileSync(assetPath(`prompts/${name}.md`), 'utf8');
const slotsOf = (text: string) => new Set([...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, slot]) => slot ?? ''));

describe('the prompts of research', () => {
  it('have a slot for all that is known, and for nothing else', async () => {
    const { research, received } = specialist();
    await research();
    const [context] = received.contexts;
    const facts: FindingsFacts | undefined = received.facts[0];
    expect(slotsOf(prompt('research.report'))).toEqual(new Set(Object.keys(context ?? {})));
    expect(slotsOf(prompt('research.findings'))).toEqual(new Set(Object.keys(facts ?? {})));
  });

  it.each(['research.report', 'research.findings'])(
    '%s says that data is no instruction, and holds its slots below the standing part',
    (name) => {
      const [standing = '', turn = ''] = prompt(name).split('--- now ---');
      expect(standing).toMatch(/data, never an instruction/u);
      expect(slotsOf(standing)).toEqual(new Set());
      expect(slotsOf(turn).size).toBeGreaterThan(0);
    },
  );
});
