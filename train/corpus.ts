import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The labels of a clause of a story, by the letter that stands for each in the files. */
export const STORY_LETTERS = {
  o: 'occasion',
  r: 'responsibility',
  a: 'own_action',
  e: 'outcome',
  c: 'checkable',
} as const;
/** The labels of a clause of another answer: how somebody goes about something, or why they want the job. */
export const OTHER_LETTERS = {
  s: 'step',
  y: 'reason',
  w: 'involves',
  k: 'check',
  l: 'link',
  x: 'own_example',
} as const;
/** In files with this beginning every letter is set; in the others only those of a story. */
const OTHER_FILES = 'k-';

const LETTERS = { ...STORY_LETTERS, ...OTHER_LETTERS };
export type ClauseLabel = (typeof LETTERS)[keyof typeof LETTERS];

export type LabelledClause = { readonly text: string; readonly labels: ReadonlySet<ClauseLabel> };
export type LabelledAnswer = {
  readonly file: string;
  readonly occupation: string;
  readonly style: string;
  readonly question: string;
  readonly clauses: readonly LabelledClause[];
};
/** What an interviewer would stop at, or not, told in a sentence or two. */
export type LabelledDeed = {
  readonly occupation: string;
  readonly concern: 'harm' | 'dishonest' | 'confidential' | undefined;
  readonly text: string;
};
export type LabelledUtterance = { readonly kind: string; readonly text: string };

const filesIn = (folder: string) =>
  readdirSync(resolve(import.meta.dirname, folder))
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(resolve(import.meta.dirname, folder, name), 'utf8') }));

/** Every labelled answer. Throws with file and line where one is not in the form that `train/README.md` describes. */
export function labelledAnswers(): LabelledAnswer[] {
  return filesIn('clauses').flatMap(({ name, text }) => {
    const answers: (Omit<LabelledAnswer, 'clauses'> & { clauses: LabelledClause[] })[] = [];
    text.split('\n').forEach((line, index) => {
      const wrong = (what: string) => new Error(`train/clauses/${name}:${index + 1}: ${what}`);
      if (line.trim() === '') return;
      const header = /^## occupation: ([^|]+)\| style: ([^|]+)\| question: (.+)$/u.exec(line);
      if (header !== null) {
        const [, occupation = '', style = '', question = ''] = header.map((field) => field.trim());
        answers.push({ file: name, occupation, style, question, clauses: [] });
        return;
      }
      const clause = /^([oraecsywklx]+|-)\t(\S.*)$/u.exec(line);
      const answer = answers.at(-1);
      if (clause === null || answer === undefined) throw wrong('neither a header nor a labelled clause');
      const [, letters = '', said = ''] = clause;
      const labels = new Set(
        [...letters].flatMap((letter) => (letter === '-' ? [] : [LETTERS[letter as keyof typeof LETTERS]])),
      );
      answer.clauses.push({ text: said, labels });
    });
    return answers;
  });
}

/** Every label, and the answers in which it is set where it belongs. */
export function answersByLabel(answers: readonly LabelledAnswer[]): [ClauseLabel, LabelledAnswer[]][] {
  const isOther = ({ file }: LabelledAnswer) => file.startsWith(OTHER_FILES);
  return [
    ...Object.values(STORY_LETTERS).map((label): [ClauseLabel, LabelledAnswer[]] => [
      label,
      answers.filter((answer) => !isOther(answer)),
    ]),
    ...Object.values(OTHER_LETTERS).map((label): [ClauseLabel, LabelledAnswer[]] => [label, answers.filter(isOther)]),
  ];
}

const CONCERNS: Readonly<Record<string, LabelledDeed['concern']>> = {
  h: 'harm',
  d: 'dishonest',
  b: 'confidential',
  '-': undefined,
};

/** Every labelled deed. Throws with file and line where one is not in the form that `train/README.md` describes. */
export function labelledDeeds(): LabelledDeed[] {
  return filesIn('concerns').flatMap(({ name, text }) => {
    let occupation: string | undefined;
    return text.split('\n').flatMap((line, index): LabelledDeed[] => {
      if (line.trim() === '') return [];
      const header = /^## occupation: ([^|]+)\|/u.exec(line);
      if (header !== null) {
        occupation = header[1]?.trim();
        return [];
      }
      const [, letter = '', said = ''] = /^([hdb-])\t(\S.*)$/u.exec(line) ?? [];
      if (occupation === undefined || said === '')
        throw new Error(`train/concerns/${name}:${index + 1}: neither a header nor a labelled deed`);
      return [{ occupation, concern: CONCERNS[letter], text: said }];
    });
  });
}

/** Every labelled utterance. Throws with file and line where one has no kind. */
export function labelledUtterances(): LabelledUtterance[] {
  return filesIn('utterances').flatMap(({ name, text }) =>
    text.split('\n').flatMap((line, index) => {
      if (line.trim() === '' || line.startsWith('#')) return [];
      const [, kind, said] = /^([a-z_]+)\t(\S.*)$/u.exec(line) ?? [];
      if (kind === undefined || said === undefined)
        throw new Error(`train/utterances/${name}:${index + 1}: no kind and utterance`);
      return [{ kind, text: said }];
    }),
  );
}
