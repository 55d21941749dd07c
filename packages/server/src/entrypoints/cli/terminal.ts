import { createInterface, type Interface } from 'node:readline/promises';

/** A place to write to and read lines from. */
export type Terminal = {
  readonly isInteractive: boolean;
  write(text: string): void;
  writeError(text: string): void;
  /** The next line, or `undefined` when there will be no more. */
  ask(prompt: string): Promise<string | undefined>;
  close(): void;
};

/** The terminal of this process. Reading begins with the first question. */
export function terminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  let lines: Interface | undefined;
  let reader: AsyncIterator<string> | undefined;
  return {
    isInteractive: stdout.isTTY === true,
    write: (text) => void stdout.write(text),
    writeError: (text) => void stderr.write(text),
    async ask(prompt) {
      lines ??= createInterface({ input: stdin, terminal: false });
      reader ??= lines[Symbol.asyncIterator]();
      stdout.write(prompt);
      const { value, done } = await reader.next();
      return done === true ? undefined : value;
    },
    close: () => lines?.close(),
  };
}
