import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { assetPath } from '../../assets.ts';
import type { PrepReport } from '../../core/preps/report.ts';
import { pageData } from './typst-page.ts';

const INTER = ['400Regular/Inter_400Regular.ttf', '500Medium/Inter_500Medium.ttf', '600SemiBold/Inter_600SemiBold.ttf'];

/** How many renders a memoised piece of layout survives without being used again. */
const CACHE_AGE = 3;

export type TypstCompiler = {
  /** Blocks the thread until the PDF is made. Throws when the template does not compile. */
  pdf(report: PrepReport, locale: string): Uint8Array;
};

/** A warm Typst compiler for the one template. `fontPaths` are files or folders searched besides Inter and the system. */
export function typstCompiler(fontPaths: readonly string[] = []): TypstCompiler {
  const { resolve } = createRequire(import.meta.url);
  const inter = INTER.map((file) => resolve(`@expo-google-fonts/inter/${file}`));
  const workspace = assetPath('typst');
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [...inter, ...fontPaths] }] });
  return {
    pdf: (report, locale) => {
      // The report reaches Typst only here, as a file of data that the template reads with `json(…)`.
      compiler.mapShadow(join(workspace, 'report.json'), Buffer.from(JSON.stringify(pageData(report, locale))));
      const bytes = exported(compiler, Date.parse(report.meta.preparedOn) / 1_000);
      compiler.evictCache(CACHE_AGE);
      return bytes;
    },
  };
}

function exported(compiler: NodeCompiler, creationTimestamp: number): Uint8Array {
  // Compiling and exporting in one call: a document passed to JavaScript in between is not freed for as long as we
  // render.
  const template = { mainFilePath: join(assetPath('typst'), 'prep.typ'), resetRead: true };
  try {
    return compiler.pdf(template, { pdfStandard: 'ua-1', creationTimestamp });
  } catch {
    // PDF/UA forbids a character that no font on this machine can draw. The tagged document is still worth having, and
    // when it was the template that failed, it fails again here.
    return compiler.pdf(template, { creationTimestamp });
  }
}
