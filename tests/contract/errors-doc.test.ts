import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { FAILURES } from '../../packages/server/src/core/kernel/service-error.ts';
import { startTestServer } from './test-server.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../docs/errors.md'), 'utf8');
const row = ([code, { status, retryable, title }]: [string, { status: number; retryable: boolean; title: string }]) =>
  `| [\`${code}\`](#${code}) | ${status} | ${retryable ? 'yes' : 'no'} | ${title} |`;

it('docs/errors.md has a row for every code, as the table of failures has it', () => {
  const rows = text.split('\n').filter((line) => line.startsWith('| [`'));
  expect(rows).toEqual(Object.entries(FAILURES).map(row));
});

it('docs/errors.md has one section for every code, and says what happened and what to do', () => {
  const sections = text.split(/^### /m).slice(1);
  expect(sections.map((section) => section.split('\n', 1)[0])).toEqual(Object.keys(FAILURES));
  for (const section of sections) expect(section).toMatch(/^\w+\n\n\S.{15,}\n\n\*\*What to do:\*\* \S.{10,}\n/);
});

it('the page that a problem names explains its code', async () => {
  const server = await startTestServer();
  const { type, code } = (await server.app.inject({ url: '/v1/me' })).json();
  const page = await server.app.inject({ url: new URL(type).pathname });
  expect(new URL(type).hash).toBe(`#${code}`);
  for (const name of Object.keys(FAILURES)) expect(page.body).toContain(`id="${name}"`);
  await server.close();
});
