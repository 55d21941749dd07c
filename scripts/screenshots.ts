/**
 * Opens every state of the real product and takes a screenshot of each, light and dark, large and small. With `--model`
 * a language model and a search engine are used: real ones, or the fakes of tests/vendors.ts.
 */
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { launchBrowser, startProduct } from '../tests/browser/product.ts';
import { everyState } from '../tests/browser/states.ts';
import { bedrock, searchEngine } from '../tests/vendors.ts';

const folder = resolve(import.meta.dirname, '../screenshots');
const SIZES = [
  { width: 1280, height: 900 },
  { width: 360, height: 740 },
] as const;
const SCHEMES = ['light', 'dark'] as const;

const started = performance.now();
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const vendor = process.argv.includes('--model') ? await bedrock({ pauseMs: 300 }) : undefined;
const search = vendor === undefined ? undefined : await searchEngine();
const [product, browser] = await Promise.all([
  startProduct({ wordDelayMs: 50, ...(vendor === undefined ? {} : { env: { ...vendor.env, ...search?.env } }) }),
  launchBrowser(),
]);
let taken = 0;
try {
  await everyState(browser, product, async (state, { page }) => {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        const name = `${state}-${size.width}-${colorScheme}.png`;
        await page.screenshot({ path: resolve(folder, name), animations: 'disabled' });
        taken += 1;
        console.log(`screenshots/${name}`);
      }
    }
    await page.setViewportSize(SIZES[0]);
    await page.emulateMedia({ colorScheme: 'light' });
  });
} finally {
  await browser.close();
  await product.close();
  await Promise.all([vendor?.close(), search?.close()]);
}
console.log(`${taken} pictures in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
