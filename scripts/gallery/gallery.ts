import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { literalMinifier } from './literal-minifier.ts';
import { STATES } from './states.ts';
import type { Person } from './states.ts';

// Usage: node scripts/gallery/gallery.ts [--locale=ar] [--width=320] <folder> [state …].
// Takes screenshots of every state, light and dark, and checks each with axe.
const options = new Map(
  process.argv
    .slice(2)
    .filter((word) => word.startsWith('--'))
    .map((word): [string, string] => [word.slice(2).split('=')[0] ?? '', word.split('=')[1] ?? '']),
);
const [out = 'gallery', ...only] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const root = resolve(import.meta.dirname, '../..');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";
const HTML =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" ' +
  'content="width=device-width"><title>Gallery</title><link rel="stylesheet" ' +
  'href="/page.css"></head><body><script type="module" src="/page.js"></script></body></html>';
const CSS = 'body{margin:0;height:100dvh;overflow:hidden}';
const width = options.get('width');
const SIZES =
  width === undefined
    ? { phone: { width: 360, height: 720 }, panel: { width: 420, height: 720 } }
    : { panel: { width: Number(width), height: 720 } };

async function bundled(): Promise<Map<string, string>> {
  const result = await build({
    entryPoints: { page: join(root, 'scripts/gallery/page.ts') },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    outdir: '/',
    conditions: ['production'],
    plugins: [literalMinifier],
    alias: { '@interview-prep/sdk': join(root, 'packages/sdk/src/index.ts') },
    nodePaths: [join(root, 'node_modules')],
  });
  return new Map(result.outputFiles.map(({ path, text }) => [path, text]));
}

function serve(files: ReadonlyMap<string, string>): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://gallery').pathname;
    const script = files.get(path);
    const [type, body] =
      path === '/' ? ['text/html', HTML] : path === '/page.css' ? ['text/css', CSS] : ['text/javascript', script];
    response
      .writeHead(body === undefined ? 404 : 200, {
        'content-type': `${type}; charset=utf-8`,
        'content-security-policy': POLICY,
      })
      .end(body);
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // The address of a listening TCP server.
      done({ url: `http://127.0.0.1:${port}`, close: () => server.close() });
    });
  });
}

const personAt = (page: Page): Person => ({
  click: (selector) => page.locator(`ip-app ${selector}`).click(),
  clickText: (text) => page.getByText(text, { exact: true }).last().click(),
  type: (text) => page.locator('ip-app #draft').pressSequentially(text, { delay: 0 }),
  drop: async (name, size) => drag(page, 'drop', { name, size }),
  dragOver: async () => drag(page, 'dragover', { name: 'a.pdf', size: 10 }),
  goOffline: async () => page.context().setOffline(true),
});

async function drag(page: Page, type: string, file: { name: string; size: number }): Promise<void> {
  await page.locator('ip-app .panel').evaluate(
    (panel, { type: kind, name, size }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(size)], name));
      panel.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true, composed: true }));
    },
    { type, ...file },
  );
}

type Violation = { id: string; help: string; nodes: { html: string; any: { message: string }[] }[] };

async function violations(page: Page, axe: string): Promise<Violation[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<{ violations: Violation[] }> };
    };
    return (await checker.run(document, { resultTypes: ['violations'] })).violations;
  });
}

const files = await bundled();
const server = await serve(files);
const axe = await readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
await mkdir(out, { recursive: true });
let problems = 0;
for (const [name, state] of Object.entries(STATES)) {
  if (only.length > 0 && !only.includes(name)) continue;
  for (const theme of ['light', 'dark'] as const) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const context = await browser.newContext({
        viewport,
        colorScheme: theme,
        reducedMotion: 'reduce',
        deviceScaleFactor: 1.5,
      });
      const page = await context.newPage();
      const report = (words: string) => {
        problems += 1;
        console.log(`${name} ${theme} ${size}: ${words}`);
      };
      page.on('pageerror', (error) => report(error.stack ?? error.message));
      page.on('console', (message) => message.type() === 'error' && report(message.text()));
      try {
        await page.goto(`${server.url}/?state=${name}&theme=${theme}&locale=${options.get('locale') ?? 'en'}`);
        await page.locator('ip-app .panel').waitFor();
        if (state.restored) await page.locator('ip-app #log').waitFor();
        await state.act?.(personAt(page));
        await page.waitForTimeout(250);
        await page.screenshot({ path: join(out, `${name}-${theme}-${size}.png`) });
        const widest = await page
          .locator('ip-app .panel')
          .evaluate((panel) =>
            Math.max(
              ...[...panel.querySelectorAll('*:not(.sr, .sr *)')].map((element) =>
                element.scrollWidth > element.clientWidth + 1 &&
                getComputedStyle(element).overflowX === 'visible' &&
                element.clientWidth > 0
                  ? element.scrollWidth
                  : 0,
              ),
            ),
          );
        if (widest > viewport.width)
          report(
            `something is ${widest} px wide: ${await page.locator('ip-app .panel').evaluate(
              (panel, most) =>
                [...panel.querySelectorAll('*:not(.sr, .sr *)')]
                  .filter((e) => e.scrollWidth > most)
                  .map((e) => e.outerHTML.slice(0, 80))
                  .join(' | '),
              viewport.width,
            )}`,
          );
        if (size === 'panel')
          for (const { id, help, nodes } of await violations(page, axe))
            report(
              `axe ${id}: ${help}\n    ${nodes.map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).join('\n    ')}`,
            );
      } catch (error) {
        report(String(error));
      }
      await context.close();
    }
  }
}
await browser.close();
server.close();
await writeFile(join(out, 'problems.txt'), String(problems));
console.log(`${problems} problems`);
process.exitCode = problems === 0 ? 0 : 1;
