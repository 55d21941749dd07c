import { css } from 'lit';

/** Styles of the progress of a practice interview, and of its summary. */
export const planStyles = css`
  .plan {
    display: flex;
    align-items: end;
    gap: 12px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--_line);
    font-size: 11.5px;
    line-height: 1.4;
    color: var(--_ink-2);
  }
  .plan ol {
    flex: 1;
    display: flex;
    gap: 4px;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .plan li {
    flex: 1 1 auto;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .plan .now {
    color: var(--_ink);
    font-weight: 620;
  }
  .plan progress {
    display: block;
    inline-size: 100%;
    block-size: 4px;
    margin-block-end: 4px;
    appearance: none;
    border: 0;
    border-radius: 2px;
    overflow: hidden;
    background: var(--_line);
  }
  .plan progress::-webkit-progress-bar {
    background: var(--_line);
  }
  .plan progress::-webkit-progress-value {
    background: var(--_good);
  }
  .plan progress::-moz-progress-bar {
    background: var(--_good);
  }
  .plan > span {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .answers {
    display: grid;
    gap: 14px;
    font-size: 14px;
    line-height: 1.42;
  }
  .answers > li {
    display: grid;
    gap: 4px;
  }
  .answers .head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 2px 12px;
    font-weight: 560;
  }
  .answers .score {
    font-weight: 400;
  }
`;
