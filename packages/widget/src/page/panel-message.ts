import { adoptStyles } from './launcher.ts';
import type { Panel } from './panel.ts';

const css = `
  .message { margin: auto; padding: 24px; max-width: 36em; display: grid; gap: 8px; text-align: center; }
  .message p { margin: 0 0 16px; }
  .message button { justify-self: center; width: 100%; max-width: 18em; }
  .message button + button { background: none; color: inherit; border-color: #8888; }
`;
const styled = new WeakSet<Node>();

export type MessageOptions = {
  /** Further buttons by their text. */
  readonly actions?: Readonly<Record<string, () => void>>;
  /** What stays in the panel, hidden behind the message. */
  readonly behind?: HTMLElement | undefined;
};

/** Shows a message instead of the content of a panel, so that the panel is never blank, with a button that closes it. */
export function showMessage(panel: Panel, text: string, { actions = {}, behind }: MessageOptions = {}): void {
  const { element } = panel;
  const root = element.getRootNode();
  if (root instanceof ShadowRoot && !styled.has(root)) adoptStyles(root, css);
  styled.add(root);
  const message = document.createElement('div');
  message.className = 'message';
  message.role = 'alert';
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  message.append(paragraph);
  const all = panel.mode === 'inline' ? actions : { ...actions, Close: () => panel.close() };
  for (const [label, act] of Object.entries(all)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', act);
    message.append(button);
  }
  for (const content of element.querySelectorAll(':scope > *')) if (content !== behind) content.remove();
  if (behind) behind.hidden = true;
  element.append(message);
}

/** Shows the content of a panel again. */
export function hideMessage(panel: Panel, behind: HTMLElement): void {
  behind.hidden = false;
  panel.element.querySelector(':scope > .message')?.remove();
}
