import { parseArgs } from 'node:util';
import type { App } from '../../composition/app.ts';
import { defined } from '../../core/kernel/defined.ts';
import { chatInTerminal } from './chat.ts';
import { exampleConversation } from './example.ts';
import { terminal, type Terminal } from './terminal.ts';

const HELP = `interview-prep: interview practice, on this machine

  interview-prep start              the server (configured by environment, see docs/configuration.md)
  interview-prep chat               practise in the terminal, without a server
      --posting <file>              a job advert as text
      --resume <file>               a résumé: PDF, DOCX or text
      --example                     a whole conversation by itself, to see what it is like
  interview-prep backup <file>      everything in DATA_DIR in one new file; the server may be running
  interview-prep restore <file>     what a backup holds, into a DATA_DIR that is empty
  interview-prep --help
`;

/** What the commands start. Injected, so that this entry point imports no adapter. */
export type Starters = {
  startServer(): Promise<{ url: string; demo: { publishableKey: string; secretKey?: string } | undefined }>;
  openApp(): Promise<App>;
  /** Copies the embedded data to a new file. Returns how many files of candidates it holds. */
  backUp(file: string): Promise<number>;
  /** Puts the content of a backup into the empty data folder. Returns the same number. */
  restore(file: string): Promise<number>;
};

/** Runs a command. Resolves with the exit code; a server goes on after that. */
export async function runCli(
  args: readonly string[],
  starters: Starters,
  screen: Terminal = terminal(),
): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        example: { type: 'boolean' },
        posting: { type: 'string' },
        resume: { type: 'string' },
      },
    });
    const [command = 'start', file] = positionals;
    if (values.help === true || command === 'help') return say(screen, HELP);
    if (command === 'start') return await start(starters, screen);
    if (command === 'backup' || command === 'restore') return await copy(command, file, { starters, screen });
    if (command !== 'chat') return fail(screen, `There is no command “${command}”.\n\n${HELP}`);
    const app = await starters.openApp();
    try {
      const { posting, resume } = values;
      const files = { ...defined({ posting, resume }) };
      await chatInTerminal(app, screen, values.example === true ? exampleConversation : { files });
    } finally {
      await app.close({ drainMs: 2_000 });
    }
    return 0;
  } catch (thrown) {
    return fail(screen, thrown instanceof Error ? thrown.message : 'Something went wrong.');
  } finally {
    screen.close();
  }
}

async function start({ startServer }: Starters, screen: Terminal): Promise<number> {
  const { url, demo } = await startServer();
  screen.write(`Interview Prep   ${url}   contract at ${url}/docs\n`);
  if (demo?.secretKey !== undefined) {
    screen.write(
      `Keys of the demo tenant. The secret one is shown this once:\n  secret       ${demo.secretKey}\n  ` +
        `publishable  ${demo.publishableKey}\n`,
    );
  }
  return 0;
}

async function copy(
  command: 'backup' | 'restore',
  file: string | undefined,
  { starters, screen }: { starters: Starters; screen: Terminal },
): Promise<number> {
  if (file === undefined) return fail(screen, `Name the file: interview-prep ${command} <file>`);
  const isBackup = command === 'backup';
  const files = await (isBackup ? starters.backUp(file) : starters.restore(file));
  const done = isBackup
    ? `The database and ${files} uploaded or generated files are in`
    : `Restored the database and ${files} files from`;
  return say(screen, `${done} ${file}\n`);
}

function say(screen: Terminal, text: string): number {
  screen.write(text);
  return 0;
}

function fail(screen: Terminal, text: string): number {
  screen.writeError(`${text}\n`);
  return 1;
}
