/** What the tests need from the machine: Chromium, a Postgres to start, something that shows PDFs, strace, the oldest Nodes. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installOldestNodes } from './node-versions.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export function onPath(names, folders = (process.env.PATH ?? '').split(delimiter)) {
  for (const name of names) {
    const folder = folders.find((candidate) => existsSync(join(candidate, name)));
    if (folder !== undefined) return join(folder, name);
  }
  return undefined;
}

export function chromiumPath() {
  return process.env.CHROMIUM_PATH ?? onPath(CHROMIUM);
}

function postgresPath() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  return onPath(['initdb'], [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', ...versions]);
}

function installed(name) {
  return spawnSync('dpkg', ['-s', name], { stdio: 'ignore' }).status === 0;
}

/** Installs what is missing, from npm and, where that is allowed, from Debian. Returns the names of what is still missing. */
export function installWhatTestsNeed() {
  const isDebianRoot = process.getuid?.() === 0 && onPath(['apt-get']) !== undefined;
  const wanted = [
    ...(chromiumPath() === undefined ? ['chromium'] : []),
    ...(postgresPath() === undefined ? ['postgresql'] : []),
    ...(isDebianRoot
      ? ['fonts-inter', 'fonts-noto-core', 'poppler-utils', 'strace'].filter((name) => !installed(name))
      : []),
  ];
  if (wanted.length > 0 && isDebianRoot) {
    console.log(`Installing ${wanted.join(', ')} from Debian`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
    const { status, stderr } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], {
      encoding: 'utf8',
      env,
    });
    if (status !== 0) process.stderr.write(`${stderr}\n`);
  }
  return [
    ...(chromiumPath() === undefined ? ['Chromium'] : []),
    ...(postgresPath() === undefined ? ['PostgreSQL'] : []),
    ...installOldestNodes().map((version) => `Node ${version}`),
  ];
}
