import type { Mode } from './frame-messages.ts';

// Without indentation, to keep the loader small. `:host` with `!important` overrides styles of the page, but not its
// choice to hide the widget.
const css = `:host{all:initial!important;display:block!important;font:500 15px/1.4 system-ui,sans-serif!important}
:host([hidden]),:host([style*="display: none"]){display:none!important}
*{box-sizing:border-box}
button{font:inherit;min-height:48px;padding:0 20px;border:1px solid transparent;border-radius:24px;background:var(--ip-accent,#3557d6);color:var(--ip-on-accent,#fff);cursor:pointer}
button:focus-visible{outline:3px solid var(--ip-accent,#3557d6);outline-offset:2px}
.l{position:fixed;max-width:90vw;z-index:2147483646;inset-block-end:calc(20px + env(safe-area-inset-bottom));inset-inline-end:20px;display:flex;align-items:center;justify-content:center;gap:10px;box-shadow:0 6px 24px #0004}
.l:before{content:"";width:18px;height:14px;border:2px solid;border-radius:7px 7px 7px 2px}
.r:only-child{height:640px}
.l.fab{width:56px;height:56px;padding:0;border-radius:28px;gap:0;font-size:0}
@media print{.l,.l~*{display:none}}`;

/** Adds a constructed style sheet, which no content security policy blocks, and keeps the existing ones. */
export function adoptStyles(root: ShadowRoot, text: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/**
 * Creates the launcher button. With `mode="inline"` it returns `undefined` and reserves the height of the panel until
 * something else is in the root, so that the page does not move.
 */
export function createLauncher(root: ShadowRoot, mode: Mode, label: string): HTMLButtonElement | undefined {
  adoptStyles(root, css);
  if (mode === 'inline') {
    root.appendChild(document.createElement('div')).className = 'r';
    return undefined;
  }
  const launcher = document.createElement('button');
  launcher.className = `l ${mode}`;
  launcher.part.add('launcher');
  launcher.type = 'button';
  launcher.textContent = label;
  launcher.ariaExpanded = 'false';
  root.append(launcher);
  return launcher;
}
