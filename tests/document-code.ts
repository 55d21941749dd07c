import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '..');

/** What the compiler says of TypeScript that stands in a document, as if it were a file beside a `tsconfig.json`. */
export function problemsIn(code: string, { folder = 'tests', config = 'tsconfig.json', ending = 'ts' } = {}): string[] {
  const name = join(ROOT, folder, `code-of-a-document.${ending}`);
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, config), (path) => ts.sys.readFile(path)).config,
    ts.sys,
    dirname(join(ROOT, config)),
  );
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (path, ...rest) =>
    path === name ? ts.createSourceFile(name, code, ts.ScriptTarget.ES2022) : fromDisk(path, ...rest);
  const program = ts.createProgram([name], options, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(name))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
