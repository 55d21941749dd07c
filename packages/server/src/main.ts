#!/usr/bin/env node
import { join } from 'node:path';
import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import { runCli } from './entrypoints/cli/cli.ts';
import { startServer } from './start-server.ts';

process.exitCode = await runCli(process.argv.slice(2), {
  startServer,
  async openHouse() {
    const config = readConfig();
    // A folder of its own: the server's data has one process, and this one may run beside it.
    const terminal = { ...config, dataDir: join(config.dataDir, 'terminal'), objectsDir: join(config.dataDir, 'terminal', 'objects') };
    const house = await compose(terminal, { publicUrl: 'http://localhost' });
    await house.begin();
    return house;
  },
});
