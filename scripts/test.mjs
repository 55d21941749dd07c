/**
 * Everything that must hold: contract, lint, types, build, packages, unit tests and suites, whole-server scenarios, real
 * browser. Goes on after a failure, so that one run shows all of them. Ends with `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installWhatTestsNeed } from './system.mjs';

const results = mkdtempSync(join(tmpdir(), 'interview-prep-tests-'));
let passed = 0;
let failed = 0;

const missing = installWhatTestsNeed();
if (missing.length > 0) {
  console.error(`These are needed to test and were not found: ${missing.join(', ')}. Install them and run again.`);
  if (process.env.CI === 'true') process.exit(1);
}

const bin = (name) => join('node_modules', '.bin', name);

function check(title, command, args) {
  console.log(`\n── ${title}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) passed += 1;
  else {
    failed += 1;
    console.error(`── ${title}: failed`);
  }
  return status === 0;
}

function tests(project) {
  console.log(`\n── ${project} tests`);
  const report = join(results, `${project}.json`);
  const { status } = spawnSync(
    bin('vitest'),
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { stdio: 'inherit' },
  );
  const counts = existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 0 };
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
  // A run can fail without a failed test: a file that does not load, an unhandled rejection, or nothing run at all.
  if ((status !== 0 && counts.numFailedTests === 0) || counts.numPassedTests === 0) failed += 1;
}

check('contract: lint', bin('redocly'), ['lint', 'openapi.yaml']);
check('contract: types are fresh', process.execPath, ['scripts/generate.ts', '--check']);
check('format', bin('prettier'), ['--check', '.']);
check('lint', bin('oxlint'), []);
const built = check('build', process.execPath, ['scripts/build.mjs']);
check('types', process.execPath, ['scripts/types.mjs']);
if (built) {
  for (const name of ['sdk', 'widget', 'server'])
    check(`package ${name}: publint`, bin('publint'), ['--strict', `packages/${name}`]);
  check('package sdk: types for every resolver', bin('attw'), ['--pack', 'packages/sdk', '--quiet']);
  check('sizes', process.execPath, ['bench/sizes.ts']);
}
tests('unit');
if (built) {
  tests('scenarios');
  tests('browser');
}

rmSync(results, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
