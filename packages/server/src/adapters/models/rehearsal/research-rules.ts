import type { Findings } from '../../../core/research/decisions.ts';
import type { ResearchBrief } from '../../../core/research/speech.ts';
import type { Speaker } from './speaker.ts';

/** Rules cannot tell what a page says about a company, so they say that nothing was found. */
export function foundNothing(): Findings {
  return { sections: [] };
}

/** Looks nothing up: there would be nobody to read it. */
export const researchSpeaker: Speaker<ResearchBrief> = async function* () {
  yield { type: 'text', text: 'Without a language model nothing is looked up.' };
};
