import type { ReplyEvent } from '../engine/ports.ts';
import { DocumentClaims } from './document-claims.ts';
import { ScoreClaims } from './score-claims.ts';

type Given = { readonly said: readonly string[]; readonly known?: readonly string[] };

/** Tools after which a reply may say that a document is there. */
const OF_DOCUMENTS: ReadonlySet<string> = new Set(['generate_prep', 'list_preps', 'generate_interview_agenda']);

/** What a reply claims, limited to what is so: scores that were counted, documents that were made, links that were given. */
export class ReplyClaims {
  readonly #scores: ScoreClaims;
  readonly #documents: DocumentClaims | undefined;

  /** `isModel`: the words are a language model's. What our rules write is true by itself. */
  constructor(given: Given, isModel: boolean) {
    this.#scores = new ScoreClaims(given);
    this.#documents = isModel ? new DocumentClaims(given) : undefined;
  }

  learn({ name, outcome }: Extract<ReplyEvent, { type: 'tool_result' }>): void {
    this.#scores.learn(outcome.output);
    this.#documents?.learn(outcome.output, outcome.ok && OF_DOCUMENTS.has(name));
  }

  push(text: string): string {
    return this.#scores.push(this.#documents?.push(text) ?? text);
  }

  /** What is still held back at the end of the reply. */
  end(): string {
    return this.#scores.push(this.#documents?.end() ?? '') + this.#scores.end();
  }

  /** What is left at the end of the last words, or is so where nothing of them remained. */
  finish(): string {
    return this.end() + (this.#documents?.instead() ?? '');
  }
}
