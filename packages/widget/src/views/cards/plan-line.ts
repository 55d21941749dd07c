import { html } from 'lit';
import type { Plan } from '../../controllers/thread.ts';
import type { Msg } from '../../localization/localizer.ts';

/** Where a practice interview stands: one thin bar per stage with its name, and the number of the question. */
export function planLine(msg: Msg, { stages, questions }: Plan): unknown {
  const of = stages.reduce((sum, stage) => sum + stage.questions, 0);
  const number = questions.length;
  const current = questions.at(-1)?.stage;
  const name = current === undefined ? msg('plan.label') : msg(`plan.${current}`);
  return html`<div class="plan" part="plan" role="progressbar" aria-label=${msg('plan.label')} aria-valuemin="0"
    aria-valuemax=${of} aria-valuenow=${number} aria-valuetext=${msg('plan.progress', { number, of, stage: name })}>
    <ol aria-hidden="true">
      ${stages
        .filter((stage) => stage.questions > 0)
        .map(({ stage, questions: planned }) => {
          const over = questions.filter((one) => one.stage === stage && one.state !== 'open').length;
          return html`<li class=${stage === current ? 'now' : ''}><progress max=${planned} value=${over}></progress>${msg(`plan.${stage}`)}</li>`;
        })}
    </ol>
    <span aria-hidden="true">${msg('plan.count', { number, of })}</span>
  </div>`;
}
