import { html } from 'lit';
import type { Prep } from '@interview-prep/sdk';
import type { Msg } from '../../localization/localizer.ts';
import { checkIcon } from '../icons/icons.ts';

const STEPS = ['queued', 'researching', 'writing', 'rendering'] as const;

export type PrepProgressProps = {
  readonly msg: Msg;
  readonly prep: Prep;
  readonly busy: boolean;
  readonly cancel: () => void;
};

/** The progress of a document, step by step. */
export function prepProgress({ msg, prep, busy, cancel }: PrepProgressProps): unknown {
  const now = STEPS.findIndex((step) => step === prep.status);
  const progressText = msg('document.progress', {
    done: Math.min(prep.stepsDone + 1, prep.stepsTotal),
    total: prep.stepsTotal,
  });
  return html`<div class="card" part="progress">
    <div class="row spread"><h2>${msg('document.writing')}</h2></div>
    <progress class="bar" max=${prep.stepsTotal} value=${prep.stepsDone} aria-label=${progressText}></progress>
    <p class="sr" role="status">${progressText}${prep.step === '' ? '' : `: ${prep.step}`}</p>
    <ol class="steps">
      ${STEPS.map((step, index) => {
        const state = index < now ? 'done' : index === now ? 'now' : 'later';
        const label = state === 'now' && prep.step !== '' ? prep.step : msg(`document.step.${step}`);
        const stateText = { done: 'document.stepDone', now: 'document.stepNow', later: 'document.stepLater' } as const;
        return html`<li class=${state}><span class="sign">${state === 'done' ? checkIcon : ''}</span><span
          dir="auto">${label}<span class="sr">, ${msg(stateText[state])}</span></span></li>`;
      })}
    </ol>
    <div class="row"><button class="btn ghost small" type="button" ?disabled=${busy}
      @click=${cancel}>${msg('document.cancel')}</button></div>
  </div>`;
}
