/** Builds, then starts the server and the demo job page in this process, so that a signal to `npm start` reaches them. */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
await import('../examples/job-page/start.js');
