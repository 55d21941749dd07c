import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Child, freePort, run, temporaryFolder } from './child.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let env: Record<string, string>;
const started: Child[] = [];

const start = (change: Readonly<Record<string, string>> = {}): Child => {
  const child = run(['examples/job-page/start.js'], { LOG_LEVEL: 'silent', ...env, ...change });
  started.push(child);
  return child;
};

/** Resolves with the site's origin, which is the last thing that is said. */
const siteOf = async (child: Child): Promise<string> =>
  (await child.says(/A job page to practise on: +(\S+)\/\n/))[1] ?? '';

beforeAll(async () => {
  folder = await temporaryFolder();
  env = { DATA_DIR: folder.path, PORT: await freePort(), DEMO_PORT: await freePort() };
});

afterAll(async () => {
  await Promise.all(started.map((child) => child.end('SIGKILL')));
  await folder?.remove();
});

// One after the other, as one installation lives: each goes on from where the one before left it.
describe('what `npm start` starts', () => {
  let first: Child;
  let site: string;

  it('prints the keys on its first start, and the address of the job page last', async () => {
    first = start();
    site = await siteOf(first);
    expect(first.output()).toMatch(/secret +isk_[0-9A-Za-z]{40,}\n/);
    expect(first.output()).toMatch(/publishable +ipk_[0-9A-Za-z]{40,}\n/);
    expect(first.output().trimEnd().split('\n').at(-1)).toBe(`A job page to practise on:   ${site}/`);
    const ready = await fetch(`http://127.0.0.1:${env.PORT}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 'ok', checks: { storage: 'ok', engine: 'rehearsal' } });
  });

  it('[N-3] shows three adverts, each with a JobPosting and one script tag from another origin', async () => {
    const list = await (await fetch(`${site}/`)).text();
    const paths = [...new Set([...list.matchAll(/href="(\/jobs\/[^"]+)"/g)].map(([, path]) => path ?? ''))];
    expect(paths).toHaveLength(3);
    for (const path of paths) {
      const page = await (await fetch(site + path)).text();
      const json = /<script type="application\/ld\+json">(.+?)<\/script>/s.exec(page)?.[1] ?? '';
      expect(JSON.parse(json)).toMatchObject({ '@type': 'JobPosting', hiringOrganization: { name: 'Northfield' } });
      const tags = [...page.matchAll(/<script async src="([^"]+)" data-key="(ipk_\w+)"><\/script>/g)];
      expect(tags).toHaveLength(1);
      const [, src = '', key = ''] = tags[0] ?? [];
      expect(new URL(src).origin).toBe(`http://127.0.0.1:${env.PORT}`);
      expect(new URL(src).origin).not.toBe(site);
      expect(first.output()).toContain(key);
      expect((await fetch(src)).headers.get('content-type')).toMatch(/^text\/javascript/);
    }
  });

  it('lets the job page open an embed session, and no other page', async () => {
    const key = /ipk_\w+/.exec(first.output())?.[0] ?? '';
    const open = (origin: string) =>
      fetch(`http://127.0.0.1:${env.PORT}/v1/embed/sessions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, origin, 'content-type': 'application/json' },
        body: '{}',
      });
    expect((await open(site)).status).toBe(201);
    const refused = await open('https://elsewhere.example');
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'origin_not_allowed' });
  });

  it.each([
    ['a port that is taken', 'PORT', /^Port \d+ of 127\.0\.0\.1 is in use by another program\. Stop .+\n$/],
    ['an address of another machine', 'HOST', /^This machine has no address 192\.0\.2\.1\. Set HOST .+\n$/],
  ])('refuses %s in one line', async (_what, name, line) => {
    const other = await temporaryFolder();
    const value = name === 'PORT' ? (env.PORT ?? '') : '192.0.2.1';
    const server = run(['packages/server/dist/main.js'], {
      LOG_LEVEL: 'silent',
      DATA_DIR: other.path,
      PORT: await freePort(),
      [name]: value,
    });
    expect(await server.exit).toBe(1);
    expect(server.errors()).toMatch(line);
    // The keys are shown once, so a start that failed must not have used that up.
    const next = run(['packages/server/dist/main.js'], {
      LOG_LEVEL: 'silent',
      DATA_DIR: other.path,
      PORT: await freePort(),
    });
    await next.says(/secret +isk_\w+/);
    expect(await next.end('SIGTERM')).toBe(0);
    await other.remove();
  });

  it('refuses a database that is not there in one line that names it, without its password', async () => {
    const server = run(['packages/server/dist/main.js'], {
      LOG_LEVEL: 'silent',
      DATA_DIR: folder.path,
      PORT: await freePort(),
      DATABASE_URL: `postgres://someone:hidden@127.0.0.1:${await freePort()}/practice`,
    });
    expect(await server.exit).toBe(1);
    expect(server.errors()).toMatch(
      /^The database of DATABASE_URL at 127\.0\.0\.1:\d+\/practice cannot be used: connect ECONNREFUSED .+\n$/,
    );
    expect(server.errors()).not.toContain('hidden');
  });

  it('refuses a second server on the same folder in one line', async () => {
    const second = start({ PORT: await freePort(), DEMO_PORT: await freePort() });
    expect(await second.exit).toBe(1);
    expect(second.errors()).toMatch(/^The data folder .+ is in use by another process \(pid \d+\)\. .+\n$/);
    expect(second.output()).toBe('');
  });

  it('starts again after kill -9, without showing keys again', async () => {
    expect(await first.end('SIGKILL')).toBe('SIGKILL');
    const again = start();
    site = await siteOf(again);
    expect(again.output()).not.toMatch(/isk_|ipk_/);
    expect((await fetch(`http://127.0.0.1:${env.PORT}/readyz`)).status).toBe(200);
    first = again;
  });

  it('[S2-5] drains and exits with 0 on SIGTERM', async () => {
    expect(await first.end('SIGTERM')).toBe(0);
    expect(first.errors()).toBe('');
  });

  it.each([
    ['PORT', 'many'],
    ['RETENTION_DAYS', '0'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['LOG_LEVEL', 'loud'],
  ])('does not start with a wrong %s, and names it in one line', async (name, value) => {
    const child = start({ [name]: value });
    expect(await child.exit).toBe(1);
    expect(child.errors()).toMatch(new RegExp(`^Configuration: ${name} .+\\n$`));
    expect(child.output()).toBe('');
  });
});
