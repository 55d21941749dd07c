import { html, nothing } from 'lit';
import type { Prep } from '@interview-prep/sdk';
import type { PracticeContext } from '../shared/practice-context.ts';

export type PrepTableProps = {
  readonly context: PracticeContext;
  readonly list: readonly Prep[];
  readonly current: Prep | undefined;
  readonly open: (prepId: string) => void;
};

/** The table of documents, newest first. */
export function prepTable({ context: { msg, locale }, list, current, open }: PrepTableProps): unknown {
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  return html`<table part="documents">
    <caption>${msg('document.list')}</caption>
    <thead class="sr"><tr><th scope="col">${msg('document.columnTitle')}</th><th
      scope="col">${msg('document.columnDate')}</th><th scope="col">${msg('document.columnStatus')}</th></tr></thead>
    <tbody>${list.map(
      ({ id, title, createdAt, status }) => html`<tr>
        <th scope="row"><button class="link" type="button" dir="auto"
          aria-current=${current?.id === id ? 'true' : nothing} @click=${() => open(id)}>${title}</button></th>
        <td>${date.format(new Date(createdAt))}</td><td>${msg(`document.status.${status}`)}</td></tr>`,
    )}</tbody>
  </table>`;
}
