import { html, nothing } from 'lit';
import type { TurnEventOf } from '@interview-prep/sdk';
import type { Msg } from '../../localization/localizer.ts';
import { cleanText } from '../../rendering/clean-text.ts';

type Summary = TurnEventOf<'summary'>;
type Answer = Summary['answered'][number];

/** What a practice showed: each answer with the words that carry it, the best, the habit, and what was not asked. */
export function summaryCard(msg: Msg, { ends, answered, best, habit, notAsked }: Summary): unknown {
  return html`<article class="card" part="summary">
    <h3>${msg(ends ? 'summary.title' : 'summary.soFar')}</h3>
    ${
      answered.length === 0
        ? html`<p class="muted">${msg('summary.nothing')}</p>`
        : html`<ul class="answers">${answered.map((answer) => row(msg, answer, answer.questionId === best?.questionId))}</ul>`
    }
    ${
      habit === null
        ? nothing
        : html`<p class="next" dir="auto"><b>${msg('summary.habit')}</b> ${cleanText(habit.label)}.
            ${msg('summary.missed', { missed: habit.missed, of: habit.of })} ${cleanText(habit.note)}</p>`
    }
    ${
      notAsked.length === 0
        ? nothing
        : html`<details><summary>${msg('summary.notAsked')}</summary><ul class="listen">${notAsked.map(
            ({ text }) => html`<li dir="auto">${cleanText(text)}</li>`,
          )}</ul></details>`
    }
  </article>`;
}

function row(msg: Msg, { question, requirement, score, shown }: Answer, isBest: boolean): unknown {
  return html`<li>
    <div class="head"><span dir="auto">${cleanText(requirement ?? question)}</span>${
      score === undefined
        ? nothing
        : html`<span class="score"><b>${score.met}</b> ${msg('feedback.score', { of: score.of })}</span>`
    }</div>
    ${isBest ? html`<p class="fine">${msg('summary.best')}</p>` : nothing}
    ${
      shown.length === 0
        ? html`<p class="muted">${msg('summary.noEvidence')}</p>`
        : shown
            .filter(({ quote }, index) => shown.findIndex((one) => one.quote === quote) === index)
            .slice(0, 2)
            .map(
              ({ label, quote }) =>
                html`<p class="muted" dir="auto">${cleanText(label)} <q dir="auto"><mark>${quote}</mark></q></p>`,
            )
    }
  </li>`;
}
