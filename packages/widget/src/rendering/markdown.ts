import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Block, Inline, ListBlock } from './markdown-tree.ts';

/**
 * How headings are exposed to screen readers: `nested` keeps the levels of a document, starting at h3; `flat` makes
 * every heading an h3.
 */
export type HeadingOrder = 'flat' | 'nested';

/**
 * Renders blocks. Model text can only produce the elements in this file, and `href` is the only attribute it controls.
 */
export function renderBlocks(blocks: readonly Block[], order: HeadingOrder = 'flat'): unknown {
  return blocks.map((block) => guard([block], () => renderBlock(block, order)));
}

function renderBlock(block: Block, order: HeadingOrder): unknown {
  switch (block.kind) {
    case 'paragraph':
      return html`<p dir="auto">${renderInline(block.children)}</p>`;
    case 'heading':
      return renderHeading(block.level, renderInline(block.children), order === 'nested');
    case 'code':
      return html`<pre dir="ltr" tabindex="0"><code>${block.text}</code></pre>`;
    case 'quote':
      return html`<blockquote dir="auto">${block.children.map((child) => renderBlock(child, order))}</blockquote>`;
    case 'rule':
      return html`<hr />`;
    case 'list':
      return renderList(block);
  }
}

// In a chat, heading levels only set the size: separate messages have no common outline.
function renderHeading(level: 1 | 2 | 3 | 4, content: unknown, nested: boolean): unknown {
  const size = `size-${level}`;
  switch (nested ? level : 1) {
    case 1:
      return html`<h3 class=${size} dir="auto">${content}</h3>`;
    case 2:
      return html`<h4 class=${size} dir="auto">${content}</h4>`;
    case 3:
      return html`<h5 class=${size} dir="auto">${content}</h5>`;
    default:
      return html`<h6 class=${size} dir="auto">${content}</h6>`;
  }
}

function renderList({ ordered, start, items }: ListBlock): unknown {
  const entries = items.map(
    ({ children, sub }) => html`<li dir="auto">${renderInline(children)}${sub && renderList(sub)}</li>`,
  );
  return ordered ? html`<ol start=${start}>${entries}</ol>` : html`<ul>${entries}</ul>`;
}

function renderInline(nodes: readonly Inline[]): unknown {
  return nodes.map((node) => {
    if (typeof node === 'string') return node;
    switch (node.kind) {
      case 'strong':
        return html`<strong>${renderInline(node.children)}</strong>`;
      case 'em':
        return html`<em>${renderInline(node.children)}</em>`;
      case 'code':
        return html`<code>${node.text}</code>`;
      case 'link':
        return html`<a href=${node.href} target="_blank" rel="noopener noreferrer nofollow ugc">${renderInline(node.children)}</a> <span class="host">(${node.host})</span>`;
    }
  });
}
