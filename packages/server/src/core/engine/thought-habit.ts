import type { Model } from './model.ts';
import type { VisibleText } from './visible-text.ts';

/** What is known of a model's way to leave thoughts in its text. It lasts as long as the process. */
export class ThoughtHabit {
  #known: 'ends_alone' | 'none' | undefined;

  /** Whether an answer is to be said only when it is known what of it is thought. */
  holds({ mayThinkAloud = false }: Pick<Model, 'mayThinkAloud'>): boolean {
    return this.#known === 'ends_alone' || (mayThinkAloud && this.#known === undefined);
  }

  /** `inWords`: it was a whole answer in words. One in JSON says nothing about others: a grammar allows no thoughts. */
  learn({ closedAlone }: Pick<VisibleText, 'closedAlone'>, { inWords }: { inWords: boolean }): void {
    if (closedAlone) this.#known = 'ends_alone';
    else if (inWords) this.#known ??= 'none';
  }
}
