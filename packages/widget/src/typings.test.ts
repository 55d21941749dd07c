import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const folder = resolve(import.meta.dirname, '../typings');

it('has types for TypeScript, React, Vue and Svelte that refuse wrong use', () => {
  const { config } = ts.readConfigFile(resolve(folder, 'check/tsconfig.json'), (path) => ts.sys.readFile(path));
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve(folder, 'check'));
  const program = ts.createProgram(fileNames, options);
  expect(fileNames.length).toBeGreaterThan(3);
  // Only files of this package.
  const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${folder}/`));
  const errors = ours.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  expect(
    errors.map(
      ({ file, messageText }) =>
        `${file?.fileName.slice(folder.length + 1)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    ),
  ).toEqual([]);
}, 120_000);
