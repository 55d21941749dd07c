import { type Figure, shareFigure, sum } from './figure.ts';
import type { ReadOccupation, ReadRequirement } from './read-advert.ts';
import type { TakenUtterances } from './taken-utterances.ts';

/** All figures about adverts, résumés and questions. They depend on no model. */
export function readingFigures(read: readonly ReadOccupation[]): Figure[] {
  const labelled = read.flatMap(({ requirements }) => requirements);
  const found = labelled.filter((one) => one.found);
  return [
    shareFigure({ id: 'requirements.recall', what: 'requirements of the advert that are found', better: 'more' }, [
      found.length,
      labelled.length,
    ]),
    shareFigure({ id: 'requirements.precision', what: 'requirements read that are some', better: 'more' }, [
      sum(read.map(({ readRequirements }) => readRequirements.right)),
      sum(read.map(({ readRequirements }) => readRequirements.all)),
    ]),
    ...competencyFigures(found),
    ...matchFigures(found),
    ...questionFigures(read),
  ];
}

/** Over the requirements that were found. A competency that is merely acceptable makes nothing right and nothing wrong. */
function competencyFigures(found: readonly ReadRequirement[]): Figure[] {
  const isWrong = ({ assigned, tolerated }: ReadRequirement) => assigned.some((id) => !tolerated.includes(id));
  const isRight = (one: ReadRequirement) =>
    one.right.length === 0 ? !isWrong(one) : one.assigned.some((id) => one.right.includes(id));
  return [
    shareFigure(
      { id: 'competency.right', what: 'requirements with a right competency, or rightly none', better: 'more' },
      [found.filter(isRight).length, found.length],
    ),
    shareFigure({ id: 'competency.wrong', what: 'requirements with a wrong competency', better: 'less' }, [
      found.filter(isWrong).length,
      found.length,
    ]),
  ];
}

/** What the résumé shows and is called not shown, and the opposite. Partly is neither. */
function matchFigures(found: readonly ReadRequirement[]): Figure[] {
  const truly = (shown: ReadRequirement['shown']) => found.filter((one) => one.shown === shown);
  const [shown, missing] = [truly('yes'), truly('no')];
  return [
    shareFigure({ id: 'match.false_not_shown', what: 'shown by the résumé, called not shown', better: 'less' }, [
      shown.filter(({ status }) => status === 'not_shown').length,
      shown.length,
    ]),
    shareFigure({ id: 'match.false_shown', what: 'not shown by the résumé, called shown', better: 'less' }, [
      missing.filter(({ status }) => status === 'shown').length,
      missing.length,
    ]),
  ];
}

function questionFigures(read: readonly ReadOccupation[]): Figure[] {
  const known = read.filter(({ roleFamily }) => roleFamily.right !== null);
  const runs = known.flatMap(({ tradeQuestions }) => tradeQuestions);
  const asked = runs.flat();
  const first = read.flatMap(({ firstQuestions }) => firstQuestions);
  return [
    shareFigure({ id: 'trade.family', what: 'occupations of which the trade is recognised', better: 'more' }, [
      known.filter(({ roleFamily }) => roleFamily.read === roleFamily.right).length,
      known.length,
    ]),
    shareFigure(
      { id: 'trade.two_of_three', what: 'trade stages with two of three questions from the trade', better: 'more' },
      [runs.filter((run) => run.filter(({ fromTrade }) => fromTrade).length >= 2).length, runs.length],
    ),
    shareFigure({ id: 'trade.other', what: 'trade questions that belong to other trades', better: 'less' }, [
      asked.filter(({ ofOtherTrade }) => ofOtherTrade).length,
      asked.length,
    ]),
    shareFigure({ id: 'questions.tied', what: 'questions tied to the advert or the résumé', better: 'more' }, [
      first.filter(({ tied }) => tied).length,
      first.length,
    ]),
  ];
}

/** All figures about what is an answer. Where the coach asks, nothing was scored and nothing was missed. */
export function utteranceFigures({ asides, answers }: TakenUtterances): Figure[] {
  const asks = [...asides, ...answers].filter(({ taken }) => taken === 'asks');
  return [
    shareFigure({ id: 'asides.scored', what: 'asides scored as answers', better: 'less' }, [
      asides.filter(({ taken }) => taken === 'answer').length,
      asides.length,
    ]),
    shareFigure({ id: 'answers.missed', what: 'answers taken for asides', better: 'less' }, [
      answers.filter(({ taken }) => taken === 'aside').length,
      answers.length,
    ]),
    shareFigure(
      { id: 'utterances.asked', what: 'messages after which the coach asks which it was', better: 'neither' },
      [asks.length, asides.length + answers.length],
    ),
  ];
}
