import { competencyOf, type Requirement } from '../vocabulary/ports.ts';
import type { InterviewPosting } from './posting-profile.ts';
import { jobTitle, NO_TITLE, shortened } from './wording.ts';

/** A chip to begin with: `label` is shown, `message` is what the candidate says when they press it. */
export type StarterPrompt = { readonly id: string; readonly label: string; readonly message: string };

const LABEL = 46;

/** Three or four ways to begin, made from this posting. The one about matching appears once there is a résumé to match. */
export function starterPrompts({
  posting,
  hasResume,
}: {
  readonly posting: InterviewPosting;
  readonly hasResume: boolean;
}): StarterPrompt[] {
  const title = shortened(jobTitle(posting.title), 60);
  const company = posting.company ? shortened(posting.company, 40) : undefined;
  const prompts: StarterPrompt[] = [
    {
      id: 'practise',
      label: shortened(`Practise for ${title}`, LABEL),
      message: `Ask me a practice question for ${title === NO_TITLE ? title : `the ${title} role`}${company ? ` at ${company}` : ''}.`,
    },
  ];
  const top = topRequirement(posting.requirements);
  if (top) prompts.push(top);
  prompts.push(
    hasResume
      ? {
          id: 'match',
          label: 'Where do I match, where not?',
          message: 'Compare my résumé with the requirements of this job: what do I show, and what is missing?',
        }
      : {
          id: 'likely',
          label: 'What will they probably ask?',
          message: `Which questions are most likely in an interview for ${title}?`,
        },
  );
  prompts.push({
    id: 'ask',
    label: shortened(company ? `What could I ask ${company}?` : 'What could I ask them?', LABEL),
    message: `Which good questions could I ask ${company ?? 'the employer'} at the end of the interview?`,
  });
  return prompts;
}

/** The first must of the trade; failing that the first requirement we understand. */
function topRequirement(requirements: readonly Requirement[]): StarterPrompt | undefined {
  const understood = requirements.filter(({ competencyIds }) => competencyIds.length > 0);
  const ofTrade = understood.find(
    ({ importance, from, competencyIds }) =>
      importance === 'must' && from === 'requirement' && competencyIds.some(isAskable),
  );
  const chosen = ofTrade ?? understood[0];
  const competency = chosen && competencyOf(chosen.competencyIds.find(isAskable) ?? chosen.competencyIds[0] ?? '');
  if (!chosen || !competency) return undefined;
  const quote = shortened(chosen.text.replace(/\.$/u, ''), 160);
  return {
    id: 'requirement',
    label: shortened(`Practise: ${competency.label}`, LABEL),
    message: `Ask me a question about this requirement: “${quote}”`,
  };
}

function isAskable(id: string): boolean {
  // A certificate is shown, not talked about; it makes a poor first question.
  return competencyOf(id)?.kind === 'technical';
}
