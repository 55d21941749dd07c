import { css } from 'lit';

export const styles = css`
  .resume {
    display: grid;
    gap: 16px;
    align-content: start;
  }
  .resume > * {
    inline-size: 100%;
    min-inline-size: 0;
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 36px;
    padding-inline-end: 8px;
    border-radius: var(--_r1);
    font-size: 13.5px;
    color: var(--_ink-2);
    justify-self: start;
    inline-size: auto;
    margin-inline: 0;
  }
  .back .icon {
    rotate: 90deg;
  }
  .back:dir(rtl) .icon {
    rotate: -90deg;
  }
  .resume h2 {
    font-size: 19px;
    letter-spacing: -0.018em;
    font-weight: 640;
    line-height: 1.25;
  }
  .dropzone {
    border: 1.5px dashed var(--_edge);
    border-radius: var(--_r3);
    padding: 26px 18px;
    display: grid;
    justify-items: center;
    gap: 10px;
    text-align: center;
  }
  .dropzone .icon {
    inline-size: 28px;
    block-size: 28px;
    color: var(--_accent);
  }
  .dropzone b {
    font-weight: 600;
  }
  .progress {
    inline-size: 100%;
    block-size: 4px;
    border-radius: 4px;
    background: var(--_line);
    overflow: hidden;
  }
  .progress i {
    display: block;
    block-size: 100%;
    inline-size: 40%;
    border-radius: 4px;
    background: var(--_accent);
    animation: slide 1.3s ease-in-out infinite;
  }
  @keyframes slide {
    from { translate: -100%; }
    to { translate: 250%; }
  }
  .text {
    white-space: pre-wrap;
    max-block-size: 15em;
    overflow-y: auto;
    background: var(--_surface);
    border-radius: var(--_r1);
    padding: 12px;
    font-size: 13.5px;
    line-height: 1.5;
    scrollbar-width: thin;
  }
  .edit {
    inline-size: 100%;
    min-block-size: 18em;
    resize: vertical;
    font-size: 16px;
    line-height: 1.45;
    padding: 10px 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_r2);
    background: var(--_paper);
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    font-size: 13px;
    line-height: 1.35;
  }
  .tags li {
    background: var(--_soft);
    color: var(--_accent);
    border-radius: 999px;
    padding: 3px 10px;
  }
  .warning {
    background: var(--_part-soft);
    border-radius: var(--_r2);
    padding: 12px 14px;
    font-size: 13.5px;
    line-height: 1.45;
    display: grid;
    gap: 8px;
  }
  .warning > b {
    display: flex;
    gap: 8px;
    color: var(--_part);
    font-weight: 620;
  }
  .warning li {
    border-inline-start: 3px solid var(--_part);
    padding-inline-start: 10px;
  }
  .warning q {
    quotes: '“' '”';
    display: block;
  }
  .clear {
    display: flex;
    gap: 8px;
    align-items: center;
    font-size: 13.5px;
    color: var(--_good);
  }
  .label {
    font-size: 12.5px;
    font-weight: 600;
    color: var(--_ink-2);
    margin-block-end: 6px;
  }
`;
