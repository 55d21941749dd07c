import { parseInline } from './inline.ts';
import type { Block, ListBlock, ListItem } from './markdown-tree.ts';

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^([ \t]*)(?:[-*+]|(\d{1,9})[.)])[ \t]+(.*)$/;

/** A block and its start offset in the text, in UTF-16 code units. */
export type PlacedBlock = { readonly block: Block; readonly start: number };

/** Parses Markdown blocks. A block never depends on earlier blocks, so parsing can restart at any `start`. */
export function parseBlocks(text: string, inQuote = false): PlacedBlock[] {
  const lines = text.split('\n');
  const placed: PlacedBlock[] = [];
  let row = 0;
  let start = 0;
  while (row < lines.length) {
    const line = lines[row] ?? '';
    if (line.trim() === '') {
      row += 1;
      start += line.length + 1;
      continue;
    }
    const { block, rows } = blockAt(lines, row, inQuote);
    placed.push({ block, start });
    for (const end = row + rows; row < end; row += 1) start += (lines[row] ?? '').length + 1;
  }
  return placed;
}

type Read = { block: Block; rows: number };

function blockAt(lines: readonly string[], row: number, inQuote: boolean): Read {
  const line = lines[row] ?? '';
  const fence = FENCE.exec(line)?.[1];
  if (fence !== undefined) return codeAt(lines, row, fence);
  const heading = HEADING.exec(line);
  if (heading)
    return {
      block: { kind: 'heading', level: levelOf(heading[1] ?? '#'), children: parseInline(heading[2] ?? '') },
      rows: 1,
    };
  if (RULE.test(line)) return { block: { kind: 'rule' }, rows: 1 };
  if (QUOTE.test(line) && !inQuote) return quoteAt(lines, row);
  if (ITEM.test(line)) return listAt(lines, row);
  return paragraphAt(lines, row, inQuote);
}

function levelOf(signs: string): 1 | 2 | 3 | 4 {
  const length = signs.length;
  return length === 1 || length === 2 || length === 3 ? length : 4;
}

function codeAt(lines: readonly string[], row: number, fence: string): Read {
  let end = row + 1;
  while (end < lines.length && !closes(lines[end] ?? '', fence)) end += 1;
  return {
    block: { kind: 'code', text: lines.slice(row + 1, end).join('\n') },
    rows: Math.min(end + 1, lines.length) - row,
  };
}

const closes = (line: string, fence: string) => {
  const bare = line.trim();
  return bare.length >= fence.length && bare === (fence[0] ?? '').repeat(bare.length);
};

function quoteAt(lines: readonly string[], row: number): Read {
  let end = row;
  while (end < lines.length && QUOTE.test(lines[end] ?? '')) end += 1;
  const inner = lines.slice(row, end).map((line) => line.replace(QUOTE, ''));
  return {
    block: { kind: 'quote', children: parseBlocks(inner.join('\n'), true).map(({ block }) => block) },
    rows: end - row,
  };
}

const interrupts = (line: string, inQuote = false) =>
  FENCE.test(line) || HEADING.test(line) || RULE.test(line) || (!inQuote && QUOTE.test(line));

function paragraphAt(lines: readonly string[], row: number, inQuote: boolean): Read {
  let end = row + 1;
  while (end < lines.length) {
    const line = lines[end] ?? '';
    if (line.trim() === '' || interrupts(line, inQuote) || ITEM.test(line)) break;
    end += 1;
  }
  const trimmed = lines.slice(row, end).map((line) => line.trim());
  return { block: { kind: 'paragraph', children: parseInline(trimmed.join('\n')) }, rows: end - row };
}

type Draft = { lines: string[]; sub: Draft[]; ordered: boolean; start: number };

function listAt(lines: readonly string[], row: number): Read {
  const items: Draft[] = [];
  let end = row;
  for (let at = row; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const item = ITEM.exec(line);
    const current = items.at(-1);
    const afterBlank = at > end;
    const nested = current !== undefined && /^(?: {2}|\t)/.test(line);
    if (item && !RULE.test(line)) {
      const draft = { lines: [item[3] ?? ''], sub: [], ordered: item[2] !== undefined, start: Number(item[2] ?? 1) };
      if (nested) current.sub.push(draft);
      else if (current === undefined || current.ordered === draft.ordered) items.push(draft);
      else break;
    } else if (current !== undefined && (nested || (!afterBlank && !interrupts(line)))) {
      (nested ? (current.sub.at(-1) ?? current) : current).lines.push(line.trim());
    } else break;
    end = at + 1;
  }
  return { block: listOf(items), rows: end - row };
}

function listOf(drafts: readonly Draft[]): ListBlock {
  const items = drafts.map(({ lines, sub }): ListItem => {
    const children = parseInline(lines.join('\n'));
    return sub.length > 0 ? { children, sub: listOf(sub) } : { children };
  });
  return { kind: 'list', ordered: drafts[0]?.ordered ?? false, start: drafts[0]?.start ?? 1, items };
}
