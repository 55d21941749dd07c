/** Type-checks each package as it is built, then all tests and scripts together. */
import { spawnSync } from 'node:child_process';

let failed = false;
for (const project of ['packages/sdk', 'packages/widget', 'packages/server', '.']) {
  const { status } = spawnSync('node_modules/.bin/tsc', ['--noEmit', '-p', project], { stdio: 'inherit' });
  if (status !== 0) {
    failed = true;
    console.error(`types: ${project} failed`);
  }
}
process.exit(failed ? 1 : 0);
