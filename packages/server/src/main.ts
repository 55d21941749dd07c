#!/usr/bin/env node
import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import { runCli } from './entrypoints/cli/cli.ts';
import { startServer } from './start-server.ts';

process.exitCode = await runCli(process.argv.slice(2), {
  startServer,
  async openHouse() {
    const house = await compose(readConfig(), { publicUrl: 'http://localhost' });
    await house.begin();
    return house;
  },
});
