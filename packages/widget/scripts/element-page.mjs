// Writes docs/element.md from the manifest of the element; with --check it only says whether that page is fresh.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PAGE = new URL('../../../docs/element.md', import.meta.url);

const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;
const sentence = (text = '') => text.replaceAll('\n', ' ').replaceAll('|', '\\|');
const table = (head, rows) =>
  [
    `| ${head.join(' | ')} |`,
    `|${' --- |'.repeat(head.length)}`,
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
const named = (head, items) =>
  table(
    [head, ''],
    items.map(({ name, description }) => [code(name), sentence(description)]),
  );

const TYPES = `## Types

\`HTMLElementTagNameMap\` and \`HTMLElementEventMap\` come with \`@interview-prep/widget\`. For a framework's own markup add one line to any file of yours:

| markup | line |
| --- | --- |
| JSX of React 19 | \`import type {} from '@interview-prep/widget/jsx'\` |
| Vue templates | \`import type {} from '@interview-prep/widget/vue'\` |
| Svelte | \`import type {} from '@interview-prep/widget/svelte'\` |

React keeps \`key\` to itself: write \`publishableKey\`. In Vue write \`.publishableKey\`.
`;

/** The page as Markdown, from a custom elements manifest. */
export function elementPage(manifest) {
  const element = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .find(({ tagName }) => tagName !== undefined);
  const fields = element.members.filter(({ kind }) => kind === 'field');
  const methods = element.members.filter(({ kind }) => kind === 'method');
  const call = ({ name, parameters = [] }) =>
    code(`${name}(${parameters.map((parameter) => `${parameter.name}: ${parameter.type.text}`).join(', ')})`);
  return `# \`<${element.tagName}>\`

Written from the code by \`node packages/widget/scripts/element-page.mjs\`; do not edit. How to use it is in [embedding.md](embedding.md). Editors read the same from \`custom-elements.json\` of the package.

## Attributes and properties

${table(
  ['property', 'attribute', 'type', 'default', ''],
  fields.map(({ name, attribute, type, default: standard, description }) => [
    code(name),
    attribute ? code(attribute) : '–',
    code(type.text),
    standard ? code(standard) : '–',
    sentence(description),
  ]),
)}

## Methods

${table(
  ['method', ''],
  methods.map((method) => [call(method), sentence(method.description)]),
)}

## Events

They bubble and cross shadow roots. None holds words of the practice or a score.

${table(
  ['event', 'type', ''],
  element.events.map(({ name, type, description }) => [code(name), code(type.text), sentence(description)]),
)}

## Slots

${named('slot', element.slots)}

## Parts

Reached with \`::part()\` while the practice stands inline; in a frame only \`launcher\` and \`panel\` are.

${named('part', element.cssParts)}

## Custom properties

${named('property', element.cssProperties)}

${TYPES}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = elementPage(JSON.parse(readFileSync(new URL('../custom-elements.json', import.meta.url), 'utf8')));
  const fresh = page === (existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '');
  if (!process.argv.includes('--check')) writeFileSync(PAGE, page);
  else if (!fresh) {
    // oxlint-disable-next-line no-console -- for whoever runs it
    console.error('docs/element.md is stale. Run: node packages/widget/scripts/element-page.mjs');
    process.exitCode = 1;
  }
}
