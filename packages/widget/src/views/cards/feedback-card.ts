import { html, nothing } from 'lit';
import type { TurnEventOf } from '@interview-prep/sdk';
import { hasMessage } from '../../localization/localizer.ts';
import type { Msg } from '../../localization/localizer.ts';
import { cleanText } from '../../rendering/clean-text.ts';
import { checkIcon, dashIcon, halfIcon } from '../icons/icons.ts';
import { runsOf } from './highlighted-answer.ts';

type Feedback = TurnEventOf<'feedback'>;
type Shown = 'yes' | 'partly' | 'no';

const SIGNS = { yes: checkIcon, partly: halfIcon, no: dashIcon } as const;

/** The card with feedback on one answer: a score with quotes of the candidate, or the reason why there is none. */
export function feedbackCard(msg: Msg, feedback: Feedback, actions: unknown): unknown {
  return feedback.result === 'scored' ? scored(msg, feedback, actions) : insufficient(msg, feedback, actions);
}

function scored(msg: Msg, feedback: Feedback, actions: unknown): unknown {
  const { criteria, nextStep, reasonText, requirement } = feedback;
  return html`<article class="card" part="feedback">
    <div class="head"><h3>${title(msg, feedback)}</h3>${score(msg, feedback)}</div>
    ${reasonText ? html`<p dir="auto">${cleanText(reasonText)}</p>` : nothing}
    ${star(msg, feedback)}
    ${change(msg, feedback)}
    <ul class="criteria">${criteria.map((criterion) => judged(msg, criterion))}</ul>
    ${nextStep === '' ? nothing : html`<p class="next" dir="auto"><b>${msg('feedback.next')}</b> ${cleanText(nextStep)}</p>`}
    ${
      requirement === undefined
        ? nothing
        : html`<p class="fine" dir="auto">${msg('feedback.requirement')}: “${cleanText(requirement)}”</p>`
    }
    ${lengthLine(feedback)}
    ${fullAnswer(msg, feedback)}
    ${actions}
  </article>`;
}

function insufficient(msg: Msg, feedback: Feedback, actions: unknown): unknown {
  const { reason, reasonText, nextStep, answer } = feedback;
  const key = `reason.${reason ?? ''}`;
  return html`<article class="card" part="feedback">
    <div class="head"><h3>${title(msg, feedback)}</h3><span class="score">${msg('feedback.insufficient')}</span></div>
    <p dir="auto">${
      reasonText ? cleanText(reasonText) : hasMessage(key) ? msg(key) : ''
    } <span class="muted">${msg('feedback.noScore')}</span></p>
    ${nextStep === '' ? nothing : html`<p class="next" dir="auto"><b>${msg('feedback.next')}</b> ${cleanText(nextStep)}</p>`}
    ${lengthLine(feedback)}
    ${answer.trim() === '' ? nothing : fullAnswer(msg, feedback)}
    ${actions}
  </article>`;
}

const lengthLine = ({ length }: Feedback): unknown =>
  length === undefined ? nothing : html`<p class="fine" dir="auto">${cleanText(length.text)}</p>`;

const title = (msg: Msg, { attempt }: Feedback) =>
  attempt > 1 ? msg('feedback.attempt', { attempt }) : msg('feedback.title');

function score(msg: Msg, { score: counted, previous }: Feedback): unknown {
  if (counted === undefined) return nothing;
  const { met, of } = counted;
  return html`<span class="score"><b>${met}</b> ${msg('feedback.score', { of })}${
    previous === undefined ? nothing : html` · ${msg('feedback.was', { met: previous.met })}`
  }</span>`;
}

function star(msg: Msg, feedback: Feedback): unknown {
  if (feedback.star.length === 0) return nothing;
  return html`<ul class="star" aria-label=${msg('feedback.star')}>
    ${feedback.star.map(
      ({ part, shown }) =>
        html`<li class=${shown}>${msg(`feedback.${part}`)}<span class="sr">: ${msg(`feedback.${shown}`)}</span></li>`,
    )}
  </ul>`;
}

function change(msg: Msg, { previous }: Feedback): unknown {
  if (previous === undefined || previous.gained.length + previous.lost.length === 0) return nothing;
  const { gained, lost, changes = [] } = previous;
  const line = (label: string) => {
    const words = changes.find((changed) => changed.label === label)?.words;
    return html`${cleanText(label)}${words === undefined ? nothing : html` <q dir="auto">${words}</q>`}`;
  };
  return html`<ul class="change">
    ${gained.map(
      (label) =>
        html`<li dir="auto"><span aria-hidden="true">+ </span><span class="sr">${msg('feedback.gained')}: </span>${line(label)}</li>`,
    )}
    ${lost.map(
      (label) =>
        html`<li class="lost" dir="auto"><span aria-hidden="true">− </span><span
          class="sr">${msg('feedback.lost')}: </span>${line(label)}</li>`,
    )}
  </ul>`;
}

function judged(msg: Msg, { label, shown, quotes, note }: Feedback['criteria'][number]): unknown {
  return html`<li>
    <span class="sign ${shown satisfies Shown}">${SIGNS[shown]}</span>
    <div dir="auto"><span class="sr">${msg(`feedback.${shown}`)}: </span>${cleanText(label)}
      ${quotes.map(({ text }) => html`<q dir="auto"><mark>${text}</mark></q>`)}
      ${shown === 'yes' || note === '' ? nothing : html`<div class="muted" dir="auto">${cleanText(note)}</div>`}
    </div>
  </li>`;
}

function fullAnswer(msg: Msg, { answer, criteria, star: parts }: Feedback): unknown {
  const quotes = [...criteria, ...parts].flatMap((judgement) => judgement.quotes);
  const runs = runsOf(answer, quotes).map(({ text, quoted }) => (quoted ? html`<mark>${text}</mark>` : text));
  return html`<details><summary>${msg('feedback.full')}</summary><p class="answer" dir="auto">${runs}</p></details>`;
}
