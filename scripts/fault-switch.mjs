/** Set up in each test worker by `scripts/mutate.mjs`: says which fault is planted, and notes which are reached. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, expect } from 'vitest';

const planted = Number(process.env.FAULT ?? -1);
const MOST_CALLS = 3_000_000;
const reached = new Set();
let calls = 0;

globalThis.__fault = (id) => {
  if (planted < 0) reached.add(id);
  else if (id === planted && (calls += 1) > MOST_CALLS) process.exit(1); // an endless loop
  return id === planted;
};

if (planted >= 0) {
  const code = `setTimeout(() => process.kill(${process.pid}, 'SIGKILL'), ${Number(process.env.FAULT_TIMEOUT_MS)})`;
  new Worker(code, { eval: true, stdout: true }).unref();
}

afterAll(() => {
  const { testPath } = expect.getState();
  if (planted < 0)
    writeFileSync(
      join(process.env.FAULT_DIR, `${Date.now()}-${process.pid}.json`),
      JSON.stringify({ testPath, reached: [...reached] }),
    );
});
