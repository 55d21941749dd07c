import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { compile } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { compileScript, compileTemplate, parse } from 'vue/compiler-sfc';
import { InterviewPrepElement } from '../packages/widget/src/index.ts';
import { readConfig } from '../packages/server/src/config.ts';
import { problemsIn } from './document-code.ts';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...filesBelow('docs', '.md'),
  ...filesBelow('examples', '.md'),
];

function filesBelow(folder: string, ending: string): string[] {
  const found = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith(ending) && !path.includes('node_modules'),
  );
  return found.map((path) => join(folder, path));
}

describe('documents', () => {
  it.each(documents)('%s links only to what is there', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map(([, link]) => link ?? '');
    const lost = links.filter((link) => !existsSync(resolve(ROOT, dirname(path), link)));
    expect(lost).toEqual([]);
  });

  it.each(documents)('%s names only files and folders that are there', (path) => {
    const named = [
      ...read(path).matchAll(/`((?:packages|core|adapters|composition|entrypoints|tests|examples|docs)\/[\w./-]+\w)`/g),
    ].map(([, name]) => name ?? '');
    const places = ['', 'packages/server/src'];
    expect(named.filter((name) => !places.some((place) => existsSync(join(ROOT, place, name))))).toEqual([]);
  });

  it.each(documents.filter((path) => relative('docs/decisions', path).startsWith('20')))(
    '%s is a page of at most 40 lines',
    (path) => {
      expect(read(path).split('\n').length).toBeLessThanOrEqual(41);
    },
  );
});

describe('the licence', () => {
  // A folder without a `package.json` is bundled into others and published with none.
  const published = readdirSync(join(ROOT, 'packages')).filter((name) =>
    existsSync(join(ROOT, 'packages', name, 'package.json')),
  );
  it.each(published)('is in the package %s', (name) => {
    expect(read(`packages/${name}/LICENSE`)).toBe(read('LICENSE'));
    expect(JSON.parse(read(`packages/${name}/package.json`)).license).toBe('Apache-2.0');
  });
});

describe('docs/models.md', () => {
  it('shows code that compiles', () => {
    const [, code = ''] = /```ts\n([^]+?)```/.exec(read('docs/models.md')) ?? [];
    expect(code).toContain('startServer');
    expect(problemsIn(code)).toEqual([]);
    expect(problemsIn(`${code}\nstartServer({ modle: model });`)).toHaveLength(1);
  }, 60_000);
});

describe('docs/configuration.md', () => {
  const models = /modelEnvironment = \{([^]+?)\n\};/.exec(read('packages/server/src/model-config.ts'))?.[1] ?? '';
  const source = read('packages/server/src/config.ts').replace('  ...modelEnvironment,', models);
  const variables = [...(/z\.object\(\{([^]+?)\n\}\)/.exec(source)?.[1] ?? '').matchAll(/^ {2}([A-Z_]+):/gm)].map(
    ([, name]) => name ?? '',
  );
  const aliases = [...(/ALIASES[^{]+\{([^}]+)\}/.exec(source)?.[1] ?? '').matchAll(/([A-Z_]+): '([A-Z_]+)'/g)];
  const rows = new Map(
    [...read('docs/configuration.md').matchAll(/^\| `([A-Z_]+)` \| ([^|]+) \|/gm)].map(([, name = '', value = '']) => [
      name,
      value.trim(),
    ]),
  );

  it('has every variable that the server reads, and no other', () => {
    expect([...rows.keys()]).toEqual(variables);
  });

  it('tells the defaults that hold', () => {
    const config = readConfig({});
    const defaults: Record<string, unknown> = {
      PORT: config.port,
      HOST: config.host,
      MODEL: config.models.coach.provider,
      LOG_LEVEL: config.logLevel,
      SESSION_EXPIRY_HOURS: config.chatLifetimeMs / 3_600_000,
      RETENTION_DAYS: config.retentionDays,
      TURN_DEADLINE_SECONDS: config.turnDeadlineMs / 1_000,
      REHEARSAL_WORD_DELAY_MS: config.wordDelayMs,
      REQUESTS_PER_MINUTE: config.requestsPerMinute,
      TURNS_PER_MINUTE: config.turnsPerMinute,
      TRUST_PROXY: config.trustProxy,
      BUDGET_TURN_TOKENS: config.budgets.turnTokens,
      BUDGET_SESSION_TOKENS: config.budgets.sessionTokens,
      BUDGET_TENANT_DAY_TOKENS: config.budgets.tenantDayTokens,
    };
    for (const [name, value] of Object.entries(defaults)) expect(rows.get(name), name).toBe(`\`${String(value)}\``);
  });

  it('names the aliases', () => {
    const known = aliases.filter(([, , name = '']) => variables.includes(name));
    for (const [, alias = '', name = ''] of known)
      expect(read('docs/configuration.md')).toMatch(new RegExp(`\`${alias}\`[^.]*\`${name}\``));
  });
});

describe('docs/embedding.md', () => {
  const page = read('docs/embedding.md');
  const sources = filesBelow('packages/widget/src', '.ts').map(read);
  const inSource = (pattern: RegExp) =>
    new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map(([, name]) => name ?? '')));
  const inPage = (pattern: RegExp) => new Set([...page.matchAll(pattern)].map(([, name]) => name ?? ''));

  it('has the custom properties that the widget reads', () => {
    expect(inPage(/(--ip-[a-z-]+[a-z])/g)).toEqual(inSource(/var\((--ip-[a-z-]+[a-z])/g));
  });

  const example = (language: string) => new RegExp(`\`\`\`${language}\n([^]+?)\`\`\``).exec(page)?.[1] ?? '';

  it('[N-15] shows a React component that compiles', () => {
    const folder = 'packages/widget/typings/check';
    const project = { folder, config: `${folder}/tsconfig.json`, ending: 'tsx' };
    expect(example('tsx')).toContain('InterviewPrepWidget');
    expect(problemsIn(example('tsx'), project)).toEqual([]);
    expect(problemsIn(example('tsx').replace('posting=', 'postnig='), project)).toHaveLength(1);
  }, 60_000);

  it('[N-15] shows a Vue and a Svelte component that compile, with properties that the element has', () => {
    const isCustomElement = (tag: string) => tag === 'interview-prep';
    const { descriptor, errors } = parse(example('vue'));
    expect([errors, compileScript(descriptor, { id: 'x' }).warnings ?? []]).toEqual([[], []]);
    const template = compileTemplate({
      id: 'x',
      filename: 'practice.vue',
      source: descriptor.template?.content ?? '',
      compilerOptions: { isCustomElement },
    });
    expect([template.errors, template.tips]).toEqual([[], []]);
    expect(template.code).toContain('_createElementBlock("interview-prep"');
    expect(compile(example('svelte'), { generate: 'client' }).warnings).toEqual([]);
    const names = new Set(Object.keys(InterviewPrepElement.properties));
    for (const text of [example('vue'), example('svelte')]) {
      const tag = /<interview-prep([^]+)/.exec(text)?.[1] ?? '';
      const set = [...tag.matchAll(/[\s:](\w+)=["{]/g)].map(([, name = '']) => name);
      expect(set.length).toBeGreaterThan(3);
      expect(set.filter((name) => !names.has(name))).toEqual([]);
    }
  });

  it('shows the rule of reserve.css', () => {
    expect(read('packages/widget/reserve.css')).toContain(example('css'));
  });

  it('has the events that the widget fires', () => {
    expect(inPage(/`(ip-[a-z-]+)`/g)).toEqual(inSource(/super\('(ip-[a-z-]+)'/g));
  });

  it('has the properties, attributes and slots of the element', () => {
    const element = read('packages/widget/src/interview-prep.ts');
    const declared = [...(/properties = \{([^]+?)\n {2}\};/.exec(element)?.[1] ?? '').matchAll(/^ {4}(\w+): \{/gm)].map(
      ([, name]) => name ?? '',
    );
    expect(inPage(/^\| (?:`\w+`|–) \| `(\w+)` \|/gm)).toEqual(new Set(declared));
    for (const [, slot = ''] of element.matchAll(/@slot (\w+)/g))
      expect(page).toMatch(new RegExp(`Slots:.*\`${slot}\``));
    for (const [, part = ''] of element.matchAll(/@csspart (\w+)/g))
      expect(page).toMatch(new RegExp(`Parts.*\`${part}\``));
  });

  it('has the attributes of the script tag', () => {
    const settings =
      /type EmbedSettings = \{([^}]+)\}/.exec(read('packages/widget/src/page/embed-context.ts'))?.[1] ?? '';
    const read1 = new Set([...settings.matchAll(/'(\w+)'/g)].map(([, name]) => name ?? ''));
    expect(inPage(/^\| `data-(\w+)` \|/gm)).toEqual(read1);
  });
});

describe('docs/usage.md', () => {
  it('shows prices that the server takes', () => {
    const [, json = ''] = /```json\n([^]+?)```/.exec(read('docs/usage.md')) ?? [];
    expect(readConfig({ PRICES: json }).prices).toHaveProperty(['llama3.2']);
  });
});
