import { dutiesIn } from './occupation.ts';
import { resumeEvidenceOf } from './resume-evidence.ts';
import { titleJob, type TitleJob } from './title-job.ts';

type Held = { readonly start: number; readonly end: number; readonly text: string; readonly job: TitleJob };
/** The jobs of a résumé whose titles name a trade. */
export type HeldTrade = readonly Held[];

export function heldTradeOf(resumeText: string): HeldTrade {
  return resumeEvidenceOf(resumeText).roles.flatMap(({ start, end, text }) => {
    const job = titleJob(text);
    return job === undefined ? [] : [{ start, end, text, job }];
  });
}

/** A job to whose duties what is asked for belongs, by the words of its occupation. */
export function roleThatShows(text: string, held: HeldTrade): Omit<Held, 'job'> | undefined {
  const named = dutiesIn(text);
  const showing = held.find(({ job }) => job.occupation !== undefined && named.has(job.occupation));
  return showing && { start: showing.start, end: showing.end, text: showing.text };
}
