import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

// Only changes that cannot alter the output: text in templates keeps one space, code in `${…}` is not changed.
const CSS_LITERAL = /\bcss`([^`]*)`/g;
const HTML_LITERAL = /\b(html|svg)`/g;

/** Removes indentation from the widget's `css` and `html` templates, which esbuild does not minify. */
export const literalMinifier: Plugin = {
  name: 'literal-minifier',
  setup(build) {
    build.onLoad({ filter: /packages[\\/]widget[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: minifyLiterals(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/** The source with minified templates. */
export function minifyLiterals(source: string): string {
  const styled = source.replace(CSS_LITERAL, (_, css: string) => `css\`${minifyCss(css)}\``);
  let out = '';
  let at = 0;
  for (HTML_LITERAL.lastIndex = 0; ;) {
    const match = HTML_LITERAL.exec(styled);
    if (match === null) return out + styled.slice(at);
    const from = match.index + match[0].length;
    const { text, end } = minifiedTemplate(styled, from);
    out += styled.slice(at, from) + text;
    at = end;
    HTML_LITERAL.lastIndex = end;
  }
}

function minifyCss(css: string): string {
  return css
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();
}

/** One template, from its opening backtick to its closing one, including templates nested in `${…}`. */
function minifiedTemplate(source: string, from: number): { text: string; end: number } {
  let text = '';
  let at = from;
  for (;;) {
    const next = source.slice(at).search(/`|\$\{/);
    const stop = at + next;
    text += source
      .slice(at, stop)
      .replace(/\s*\n\s*/g, (space, offset: number, whole: string) =>
        /[>}]/.test(whole[offset - 1] ?? '>') || /[<]/.test(whole[offset + space.length] ?? '<') ? '' : ' ',
      );
    if (source[stop] === '`') return { text: `${text}\``, end: stop + 1 };
    const expression = expressionAt(source, stop + 2);
    text += `\${${expression.text}}`;
    at = expression.end;
  }
}

function expressionAt(source: string, from: number): { text: string; end: number } {
  let depth = 0;
  let text = '';
  for (let at = from; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (character === '`') {
      const inner = minifiedTemplate(source, at + 1);
      text += `\`${inner.text}`;
      at = inner.end - 1;
      continue;
    }
    if (character === "'" || character === '"') {
      const end = source.indexOf(character, at + 1);
      text += source.slice(at, end + 1);
      at = end;
      continue;
    }
    if (character === '{') depth += 1;
    if (character === '}') {
      if (depth === 0) return { text, end: at + 1 };
      depth -= 1;
    }
    text += character;
  }
  throw new Error('A template does not end.');
}
