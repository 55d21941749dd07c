#!/usr/bin/env node
import * as nodeModule from 'node:module';

const OLDEST = [22, 19] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  process.stderr.write(
    `Node ${process.versions.node} is too old for this. Install Node ${OLDEST.join('.')} or newer.\n`,
  );
  process.exit(1);
}

// Before anything else is loaded: from the second start on Node finds every file compiled, in the system's temporary folder.
nodeModule.enableCompileCache();
await import('./command.ts');
