import { join } from 'node:path';
import { compose } from './composition/compose.ts';
import { backUpEmbedded, restoreEmbedded } from './composition/open-storage.ts';
import { readConfig } from './config.ts';
import type { ModelFailure } from './core/engine/model.ts';
import { runCli } from './entrypoints/cli/cli.ts';
import { modelFailureNote } from './model-advice.ts';
import { startServer } from './start-server.ts';

process.exitCode = await runCli(process.argv.slice(2), {
  startServer,
  async openApp() {
    const config = readConfig();
    // A folder of its own: the server's data has one process, and this one may run beside it.
    const terminal = {
      ...config,
      dataDir: join(config.dataDir, 'terminal'),
      objectsDir: join(config.dataDir, 'terminal', 'objects'),
    };
    // Who practises in a terminal is also who runs it: why a model failed is for them.
    const onModelFailure = (failure: ModelFailure, modelId: string) => {
      const { model, reason, advice } = modelFailureNote(failure, modelId);
      process.stderr.write(`\n[${model}: ${reason}]\n${advice === undefined ? '' : `${advice}\n`}`);
    };
    const app = await compose(terminal, { publicUrl: 'http://localhost' }, { onModelFailure });
    await app.begin();
    return app;
  },
  backUp: (file) => backUpEmbedded(readConfig(), file),
  restore: (file) => restoreEmbedded(readConfig(), file),
});
