import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Bench } from './report.ts';
import { median } from './statistics.ts';

const run = promisify(execFile);
const sdk = new URL('../packages/sdk/dist/index.js', import.meta.url).href;

/** Milliseconds that a fresh Node takes to import a module. */
async function importMs(module: string): Promise<number> {
  const script = `const began = performance.now(); await import(${JSON.stringify(module)}); console.log(performance.now() - began);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return Number(stdout);
}

/** The time a program waits for `import '@interview-prep/sdk'`. */
export const sdkImport: Bench = async ({ quick }) => {
  const times: number[] = [];
  const nothing: number[] = [];
  for (let repetition = 0; repetition < (quick ? 3 : 15); repetition += 1) {
    nothing.push(await importMs('data:text/javascript,export {}'));
    times.push(await importMs(sdk));
  }
  return [
    {
      bench: 'sdk-import',
      what: 'SDK import in Node',
      value: median(times),
      unit: 'ms',
      goal: { at: 'most', value: 25 },
      note: `an empty module: ${median(nothing).toFixed(1)} ms`,
    },
  ];
};
