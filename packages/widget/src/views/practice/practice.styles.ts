import { css } from 'lit';

/** Styles shared by the child views, and of the practice view itself. */
export const practiceStyles = css`
  summary {
    cursor: pointer;
    border-radius: var(--_r1);
  }
  .body {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
    position: relative;
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .stack {
    display: grid;
    gap: 12px;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .spread {
    justify-content: space-between;
  }
  .small {
    min-block-size: 36px;
    padding: 6px 12px;
    font-size: 13.5px;
  }
  .danger {
    background: var(--_bad);
    color: var(--_paper);
  }
  .card {
    border: 1px solid var(--_line);
    border-radius: var(--_r2);
    padding: 14px;
    display: grid;
    gap: 12px;
    min-inline-size: 0;
  }
  .card h3 {
    font-size: 14px;
    font-weight: 620;
    line-height: 1.35;
  }
  .tabs {
    display: flex;
    gap: 4px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--_line);
  }
  .tabs button {
    font-weight: 560;
    font-size: 13.5px;
    color: var(--_ink-2);
    padding: 6px 12px;
    min-block-size: 34px;
    border-radius: 999px;
  }
  .tabs button:hover {
    color: var(--_ink);
  }
  .tabs [aria-selected='true'] {
    background: var(--_soft);
    color: var(--_accent);
  }
  .notice {
    display: flex;
    gap: 10px;
    align-items: center;
    justify-content: space-between;
    flex-wrap: wrap;
    font-size: 13.5px;
    line-height: 1.4;
    padding: 8px var(--_gap);
    background: var(--_part-soft);
    color: var(--_part);
  }
  .notice.bad {
    background: var(--_bad-soft);
    color: var(--_bad);
  }
  .notice.calm {
    background: var(--_surface);
    color: var(--_ink-2);
  }
  .dropping {
    position: absolute;
    inset: 8px;
    z-index: 3;
    border: 2px dashed var(--_accent);
    border-radius: var(--_r3);
    background: color-mix(in srgb, var(--_soft) 94%, transparent);
    color: var(--_accent);
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    font-weight: 600;
    pointer-events: none;
  }
  .message-skeleton {
    justify-self: end;
    block-size: 56px;
    border-radius: var(--_r3);
  }
  .rest {
    block-size: 85px;
  }
  .failure .ghost, .notice .ghost {
    border-color: currentColor;
    color: inherit;
  }
  @media (forced-colors: active) {
    .btn, .chip, .card {
      border: 1px solid ButtonText;
    }
    mark {
      outline: 1px solid;
    }
  }
  @media (forced-colors: active) {
    .tabs [aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
