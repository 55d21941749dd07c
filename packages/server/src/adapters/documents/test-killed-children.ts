import { spawnSync } from 'node:child_process';

/** Kills the processes that read documents for this one, as the system does when memory runs out, until `ended` settles. */
export async function killDocumentChildren(ended: Promise<unknown>): Promise<void> {
  const over = { isIt: false };
  const end = () => void (over.isIt = true);
  ended.then(end, end);
  while (!over.isIt) {
    const { stdout } = spawnSync('pgrep', ['-P', String(process.pid), '-f', 'document-child'], { encoding: 'utf8' });
    for (const pid of stdout.split('\n').filter((line) => line !== '')) process.kill(Number(pid), 'SIGKILL');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
