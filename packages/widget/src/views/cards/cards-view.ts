import { html, nothing } from 'lit';
import type { Plan, ThreadItem } from '../../controllers/thread.ts';
import { enCards } from '../../localization/en-cards.ts';
import { addEnglish } from '../../localization/localizer.ts';
import { cleanText } from '../../rendering/clean-text.ts';
import type { PracticeContext } from '../shared/practice-context.ts';
import type { PracticeCards } from '../coach/thread-view.ts';
import { styles as cardStyles } from './cards.styles.ts';
import { feedbackCard } from './feedback-card.ts';
import { planLine } from './plan-line.ts';
import { planStyles } from './plan.styles.ts';
import { summaryCard } from './summary-card.ts';
import { ThinkingTimer } from './thinking-timer.ts';

export const styles = [cardStyles, planStyles];

/** Renders the cards of practice questions and feedback. */
export function create(context: PracticeContext): PracticeCards {
  addEnglish(enCards);
  return new CardsView(context);
}

class CardsView implements PracticeCards {
  readonly #context: PracticeContext;
  readonly #timer: ThinkingTimer;

  constructor(context: PracticeContext) {
    this.#context = context;
    this.#timer = new ThinkingTimer(context);
  }

  get version(): unknown {
    return `${this.#timer.secondsLeft}${this.#context.chat.answering}${this.#context.chat.endReason}`;
  }

  answered(): void {
    if (this.#timer.secondsLeft !== undefined) this.#timer.stop();
  }

  plan(plan: Plan): unknown {
    return planLine(this.#context.msg, plan);
  }

  summary({ summary }: ThreadItem & { kind: 'summary' }): unknown {
    return summaryCard(this.#context.msg, summary);
  }

  feedback({ feedback }: ThreadItem & { kind: 'feedback' }, newest: boolean): unknown {
    const { msg, chat } = this.#context;
    const send = (key: 'feedback.tryAgainMessage' | 'feedback.nextQuestionMessage') => () =>
      this.#context.send(msg(key));
    const actions =
      newest && !chat.endReason
        ? html`<div class="actions">
            <button class="btn ghost small" type="button" ?disabled=${chat.answering}
              @click=${send('feedback.tryAgainMessage')}>${msg('feedback.tryAgain')}</button>
            <button class="btn ghost small" type="button" ?disabled=${chat.answering}
              @click=${send('feedback.nextQuestionMessage')}>${msg('feedback.nextQuestion')}</button>
          </div>`
        : nothing;
    return feedbackCard(msg, feedback, actions);
  }

  question({ question }: ThreadItem & { kind: 'question' }, open: boolean): unknown {
    const { msg, chat } = this.#context;
    const { attempt, lookingFor, requirement, outline } = question;
    return html`<article class="card question" part="question">
      <h3>${attempt > 1 ? msg('question.attempt', { attempt }) : msg('question.title')}</h3>
      ${requirement === undefined ? nothing : html`<p class="fine" dir="auto">${msg('question.about')}: “${cleanText(requirement)}”</p>`}
      ${
        lookingFor.length === 0
          ? nothing
          : html`<div><p class="label">${msg('question.lookingFor')}</p><ul class="listen">${lookingFor.map(
              (what) => html`<li dir="auto">${cleanText(what)}</li>`,
            )}</ul></div>`
      }
      ${
        outline === undefined
          ? nothing
          : html`<details><summary>${msg('question.outline')}</summary><dl class="outline">
            ${(['situation', 'task', 'action', 'result'] as const).map(
              (part) =>
                html`<div><dt>${msg(`feedback.${part}`)}</dt><dd dir="auto">${cleanText(outline[part])}</dd></div>`,
            )}
          </dl></details>`
      }
      ${open && !chat.endReason ? this.#clock() : nothing}
    </article>`;
  }

  #clock(): unknown {
    const { msg } = this.#context;
    const left = this.#timer.secondsLeft;
    if (left === undefined) {
      return html`<div class="row"><button class="btn ghost small" type="button" title=${msg('question.timeText')}
        @click=${() => this.#timer.start()}>${msg('question.time')}</button></div>`;
    }
    const timerText =
      left === 0
        ? msg('question.timeOver')
        : msg('question.remaining', { minutes: Math.floor(left / 60), seconds: String(left % 60).padStart(2, '0') });
    return html`<div class="row spread"><span class="clock" role="timer">${timerText}</span>
      <button class="btn ghost small" type="button" @click=${() => this.#timer.stop()}>${msg('question.timeEnd')}</button></div>`;
  }
}
