import {
  featuresOf,
  messageFeaturesOf,
  type Place,
} from '../packages/server/src/adapters/models/rules/classifier/features.ts';
import type { ClauseLabel, LabelledAnswer, LabelledUtterance } from './corpus.ts';
import type { Example } from './logistic-regression.ts';

/** A piece of an answer with what it shows: a clause as it stands, or a copy of it. */
type Piece = {
  readonly text: string;
  readonly place: Place;
  readonly labels: ReadonlySet<ClauseLabel>;
  readonly weight: number;
};

const COPY = 0.5;

/**
 * The clauses of answers, and copies of them as people also write them: out of their place, without “I”, run into the
 * next one. A copy counts half.
 */
export function piecesOf({ clauses }: LabelledAnswer): Piece[] {
  return clauses.flatMap(({ text, labels }, index): Piece[] => {
    const place = placeOf(index, { of: clauses.length, text });
    const unknown = { position: 'unknown', bullet: false } as const;
    const next = clauses[index + 1];
    const withoutI = text.replace(/^(?:and |then |so )?i (?=[a-z])/iu, '');
    return [
      { text, place, labels, weight: 1 },
      { text, place: unknown, labels, weight: COPY },
      ...(withoutI === text ? [] : [{ text: withoutI, place, labels, weight: COPY }]),
      ...(next === undefined
        ? []
        : [
            {
              text: `${text.replace(/[.;,]$/u, '')} and ${next.text}`,
              place: index + 2 === clauses.length ? placeOf(index + 1, { of: clauses.length, text }) : place,
              labels: new Set([...labels, ...next.labels]),
              weight: COPY,
            },
          ]),
    ];
  });
}

function placeOf(index: number, { of, text }: { of: number; text: string }): Place {
  const bullet = /^\s*[-–—*•]/u.test(text);
  if (of === 1) return { position: 'only', bullet };
  if (index === 0) return { position: 'first', bullet };
  return { position: index === of - 1 ? 'last' : 'middle', bullet };
}

export function clauseExamples(answers: readonly LabelledAnswer[], label: ClauseLabel): Example[] {
  return answers.flatMap((answer) =>
    piecesOf(answer).map(({ text, place, labels, weight }) => ({
      features: featuresOf(text, place),
      isA: labels.has(label),
      weight,
    })),
  );
}

/** How much a labelled answer counts as one more answer, and an aside beside an answer. */
const WHOLE_ANSWER = 0.05;
const ASIDE = 1.2;

/** Utterances, and the labelled answers with their first clauses as more answers: what counts as one is learned from many. */
export function utteranceExamples(
  utterances: readonly LabelledUtterance[],
  answers: readonly LabelledAnswer[],
): Example[] {
  const said = utterances.map(({ kind, text }) => ({
    text,
    isA: kind !== 'answer',
    weight: kind === 'answer' ? 1 : ASIDE,
  }));
  const whole = answers.flatMap(({ clauses }) => {
    const texts = clauses.map(({ text }) => text);
    return [texts[0] ?? '', texts.slice(0, 2).join(' '), texts.join(' ')].map((text) => ({
      text,
      isA: false,
      weight: WHOLE_ANSWER,
    }));
  });
  return [...said, ...whole].map(({ text, isA, weight }) => ({ features: messageFeaturesOf(text), isA, weight }));
}
