/** Builds the packages in the order in which they need each other. */
import { spawnSync } from 'node:child_process';

for (const name of ['sdk', 'widget', 'server']) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'build', '--silent', '--workspace', `packages/${name}`], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(`${stdout}\n${stderr}\nBuilding packages/${name} failed.\n`);
    process.exit(status ?? 1);
  }
  console.log(`built packages/${name} in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
}
