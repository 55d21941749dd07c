import { css } from 'lit';

export const styles = css`
  .score {
    font-size: 13px;
    color: var(--_ink-2);
    white-space: nowrap;
  }
  .score b {
    font-size: 20px;
    line-height: 1;
    color: var(--_ink);
    font-weight: 640;
    letter-spacing: -0.02em;
  }
  .card > .head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 2px 12px;
  }
  .star {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    gap: 4px;
  }
  .star li {
    font-size: 11.5px;
    line-height: 1.4;
    color: var(--_ink-2);
    border-block-start: 4px solid var(--_line);
    padding-block-start: 5px;
    overflow-wrap: normal;
  }
  .star .yes {
    border-color: var(--_good);
    color: var(--_ink);
  }
  .star .partly {
    border-image: linear-gradient(90deg, var(--_part) 50%, var(--_line) 0) 1;
  }
  .criteria {
    display: grid;
    gap: 10px;
  }
  .criteria > li {
    display: grid;
    grid-template-columns: 18px 1fr;
    gap: 10px;
    font-size: 14px;
    line-height: 1.42;
  }
  .sign {
    inline-size: 18px;
    block-size: 18px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    margin-block-start: 1px;
    background: var(--_bad-soft);
    color: var(--_bad);
  }
  .sign .icon {
    inline-size: 12px;
    block-size: 12px;
  }
  .sign.yes {
    background: var(--_good-soft);
    color: var(--_good);
  }
  .sign.partly {
    background: var(--_part-soft);
    color: var(--_part);
  }
  q {
    quotes: '“' '”';
    color: var(--_ink-2);
    display: block;
    font-size: 13.5px;
  }
  mark {
    background: var(--_mark);
    color: var(--_ink);
    border-radius: 3px;
    padding: 0 2px;
    box-decoration-break: clone;
    -webkit-box-decoration-break: clone;
  }
  .next {
    background: var(--_surface);
    border-radius: var(--_r1);
    padding: 10px 12px;
    font-size: 14px;
    line-height: 1.42;
  }
  .next b, .points b {
    font-weight: 620;
  }
  .points {
    display: grid;
    gap: 6px;
    font-size: 13.5px;
    line-height: 1.42;
    color: var(--_ink-2);
  }
  .points b {
    color: var(--_ink);
  }
  .change {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    font-size: 12.5px;
    line-height: 1.35;
  }
  .change li {
    border-radius: 14px;
    padding: 3px 10px;
    background: var(--_good-soft);
    color: var(--_good);
  }
  .change q {
    display: inline;
    margin: 0;
    font-size: inherit;
    color: inherit;
  }
  .change .lost {
    background: var(--_part-soft);
    color: var(--_part);
  }
  .card details {
    font-size: 13.5px;
    line-height: 1.5;
  }
  .card summary {
    color: var(--_accent);
    font-weight: 560;
    padding-block: 3px;
  }
  .card details[open] summary {
    margin-block-end: 6px;
  }
  .answer {
    white-space: pre-wrap;
    color: var(--_ink-2);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .actions .btn {
    flex: 1 1 9em;
  }
  .question {
    border-color: transparent;
    background: var(--_surface);
    gap: 10px;
  }
  .question h3, .label {
    font-size: 12.5px;
    font-weight: 600;
    color: var(--_ink-2);
  }
  .listen {
    display: grid;
    gap: 4px;
    font-size: 13.5px;
    line-height: 1.42;
    list-style: disc;
    padding-inline-start: 18px;
  }
  .listen li::marker {
    color: var(--_accent);
  }
  .outline {
    display: grid;
    gap: 6px;
  }
  .outline dt {
    font-weight: 600;
    font-size: 12.5px;
  }
  .outline dd {
    color: var(--_ink-2);
  }
  .clock {
    font-variant-numeric: tabular-nums;
    font-size: 13.5px;
    color: var(--_ink-2);
  }
`;
