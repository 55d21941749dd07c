import { join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '..');
const NAME = join(ROOT, 'tests/code-of-a-document.ts');

/** What the compiler says of TypeScript that stands in a document, as if it were a file beside the tests. */
export function problemsIn(code: string): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (path, ...rest) =>
    path === NAME ? ts.createSourceFile(NAME, code, ts.ScriptTarget.ES2022) : fromDisk(path, ...rest);
  const program = ts.createProgram([NAME], options, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(NAME))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
