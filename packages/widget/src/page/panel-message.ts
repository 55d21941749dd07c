import type { Panel } from './panel.ts';

/** Replaces the content of a panel by a message, so that the panel is never blank. */
export function showMessage(panel: Panel, message: string): void {
  const paragraph = document.createElement('p');
  paragraph.role = 'alert';
  paragraph.textContent = message;
  panel.element.replaceChildren(paragraph);
  if (panel.mode === 'inline') return;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Close';
  button.addEventListener('click', () => panel.close());
  panel.element.append(button);
}
