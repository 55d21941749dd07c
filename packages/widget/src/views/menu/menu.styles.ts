import { css } from 'lit';

export const styles = css`
  .menu {
    position: relative;
  }
  .menu ul {
    position: absolute;
    z-index: 4;
    inset-block-start: calc(100% + 6px);
    inset-inline-end: 0;
    min-inline-size: 13em;
    padding: 6px;
    border: 1px solid var(--_line);
    border-radius: var(--_r2);
    background: var(--_paper);
    box-shadow: 0 8px 28px #0003;
  }
  .menu li button {
    inline-size: 100%;
    min-block-size: 40px;
    padding: 8px 10px;
    border-radius: var(--_r1);
    text-align: start;
    font-size: 14px;
  }
  .menu li button:hover {
    background: var(--_surface);
  }
  .menu .erase {
    color: var(--_bad);
  }
  dialog {
    inline-size: min(92%, 30rem);
    max-block-size: 84%;
    border: 0;
    border-radius: var(--_r3);
    padding: 20px;
    background: var(--_paper);
    color: var(--_ink);
    box-shadow: 0 24px 64px #0006;
  }
  dialog[open] {
    --_more: color-mix(in srgb, var(--_ink) 28%, transparent);
    display: flex;
    flex-direction: column;
    gap: 14px;
  }
  dialog::backdrop {
    background: #0a0d1499;
  }
  dialog h2 {
    font-size: 18px;
    line-height: 1.3;
    letter-spacing: -0.015em;
    font-weight: 640;
  }
  dialog .lines {
    overflow-y: auto;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    font-size: 14px;
    line-height: 1.45;
    scrollbar-width: thin;
    min-block-size: 0;
    margin-inline: -20px;
    padding-inline: 20px;
    /* A shadow at an edge behind which more follows: the covers scroll with the text, the shadows do not. */
    background:
      linear-gradient(var(--_paper) 40%, transparent) 0 0 / 100% 48px local,
      linear-gradient(transparent, var(--_paper) 60%) 0 100% / 100% 48px local,
      linear-gradient(var(--_more), transparent) 0 0 / 100% 16px scroll,
      linear-gradient(transparent, var(--_more)) 0 100% / 100% 16px scroll,
      var(--_paper);
    background-repeat: no-repeat;
  }
  dialog .interviews {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }
  dialog .lines b {
    display: block;
    font-size: 12.5px;
    color: var(--_ink-2);
    font-weight: 600;
  }
  dialog .lines p {
    white-space: pre-wrap;
  }
  dialog .address {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    font-size: 14px;
  }
  dialog .row {
    display: flex;
    gap: 8px;
  }
  dialog .row > label {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    gap: 6px;
  }
  dialog .failure .btn {
    display: block;
    margin-block-start: 4px;
  }
  dialog .own summary {
    cursor: pointer;
    padding-block: 8px;
    font-size: 14px;
  }
  dialog .zone {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    margin-block-start: 4px;
  }
  dialog .own input,
  dialog .find,
  dialog select,
  dialog .row input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 40px;
    padding: 8px 10px;
    border: 1px solid var(--_edge);
    border-radius: var(--_r2);
    background: var(--_paper);
    color: inherit;
    font: inherit;
    font-size: 16px;
  }
  dialog .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  dialog .choices .btn {
    flex: 1 1 8em;
    padding-inline: 6px;
    font-size: 14px;
  }
`;
