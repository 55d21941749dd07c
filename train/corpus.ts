import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The labels of a clause, by the letter that stands for each in the files. */
export const CLAUSE_LETTERS = {
  o: 'occasion',
  r: 'responsibility',
  a: 'own_action',
  e: 'outcome',
  c: 'checkable',
} as const;
export type ClauseLabel = (typeof CLAUSE_LETTERS)[keyof typeof CLAUSE_LETTERS];

export type LabelledClause = { readonly text: string; readonly labels: ReadonlySet<ClauseLabel> };
export type LabelledAnswer = {
  readonly file: string;
  readonly occupation: string;
  readonly style: string;
  readonly question: string;
  readonly clauses: readonly LabelledClause[];
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
      const clause = /^([oraec]+|-)\t(\S.*)$/u.exec(line);
      const answer = answers.at(-1);
      if (clause === null || answer === undefined) throw wrong('neither a header nor a labelled clause');
      const [, letters = '', said = ''] = clause;
      const labels = new Set(
        [...letters].flatMap((letter) =>
          letter === '-' ? [] : [CLAUSE_LETTERS[letter as keyof typeof CLAUSE_LETTERS]],
        ),
      );
      answer.clauses.push({ text: said, labels });
    });
    return answers;
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
