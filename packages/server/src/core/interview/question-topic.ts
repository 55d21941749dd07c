import { competencyIdsIn, competencyOf, wordsOf, type Requirement } from '../vocabulary/ports.ts';
import type { Question } from './bank-schema.ts';

/** What a candidate wants to be asked about: a requirement of the advert, a skill, or their own words. */
export type Topic = {
  /** The topic in words that can be repeated to the candidate. */
  readonly name: string;
  readonly requirement?: Requirement;
  readonly competencyIds: readonly string[];
};

/** Words of adverts and of questions that say nothing about their subject. */
const COMMON = new Set(
  wordsOf(
    'a about able ability anybody anyone away back call course everybody everyone hold home kind leave list month nobody nothing somebody still stay thing turn week after all also an and another any anything are as ask at be been before by can come ' +
      'could current day different difficult do does easier easy each either essential ever every excellent ' +
      'experience experienced first for from full get give go good hard harder have having help her his how if in ' +
      'into is it its job keep knowledge know least like make may more most move much must next need new no not of ' +
      'on one or other our out over own part people please plus proven question questions real right role should ' +
      'skill so solid some someone something strong such sure take tell than that the their them then there these ' +
      'they thing this time to topic tough tougher understanding up use used using very want was way we well what ' +
      'when where whether which who why will with within without work would year you your',
  ).map(({ stem }) => stem),
);

/** The words of a text that carry its subject, as stems. */
export function subjectWords(text: string): ReadonlySet<string> {
  return new Set(
    wordsOf(text)
      .map(({ stem }) => stem)
      .filter((stem) => stem.length > 1 && !COMMON.has(stem)),
  );
}

const PREFIX = 5;
const SHORTEST_SUBJECT = 4;
/** Above so many words a line has several subjects, and one word in common may be chance. */
const LONG_LINE = 8;
/** What two words share that mean the same: "medicine" and "medication", "allergy" and "allergens". */
const rootOf = (stem: string): string => stem.slice(0, PREFIX);

const subjects = new WeakMap<Question, ReadonlySet<string>>();

function subjectOf(question: Question): ReadonlySet<string> {
  const known = subjects.get(question);
  if (known) return known;
  const { text, variants, looksFor, starHints, goodAnswerHolds = [] } = question;
  const said = [text, ...variants, ...looksFor, ...goodAnswerHolds, ...Object.values(starHints)].join(' ');
  const roots = new Set([...subjectWords(said)].map(rootOf));
  subjects.set(question, roots);
  return roots;
}

/**
 * Whether a question asks what the requirement names, so that one may be announced by the other. Of a trade's skill it is
 * not enough that both belong to it ("HACCP" and a nut allergy are both food safety): they share a word or a second skill.
 */
export function isAbout(question: Question, requirement: Requirement): boolean {
  const [main] = question.competencyIds;
  const shared = question.competencyIds.filter((id) => requirement.competencyIds.includes(id));
  if (main === undefined || shared.length === 0) return false;
  if (shared.some((id) => competencyOf(id)?.kind === 'behavioural')) return true;
  if (shared.includes(main) && shared.length > 1) return true;
  return sharesSubject(question, subjectWords(requirement.text));
}

function sharesSubject(question: Question, words: ReadonlySet<string>): boolean {
  const subject = subjectOf(question);
  const shared = [...words].filter((word) => word.length >= SHORTEST_SUBJECT && subject.has(rootOf(word)));
  return shared.length >= (words.size > LONG_LINE ? 2 : 1);
}

/** How well a question meets a topic: 0 not at all, 1 in passing, 2 in its words, 3 as its subject. */
export function topicPoints(question: Question, { name, requirement, competencyIds }: Topic): number {
  if (requirement && isAbout(question, requirement)) return 3;
  const [main, ...others] = question.competencyIds;
  const words = subjectWords(name);
  const asked = subjectWords([question.text, ...question.variants].join(' '));
  const said = [...words].filter((word) => asked.has(word)).length;
  if (words.size > 0 && said === words.size) return 3;
  if (requirement) return 0;
  if (main !== undefined && competencyIds.includes(main)) return 2;
  return competencyIds.length === 0 && said * 2 > words.size
    ? 1
    : others.some((id) => competencyIds.includes(id))
      ? 1
      : 0;
}

/** A name this short may stand in another word by chance; a longer one is a quote of the requirement. */
const DISTINCTIVE_CHARACTERS = 12;
const NAMED_AFTER =
  /\b(?:about|regarding|concerning|around|to do with|(?<!(?:go|move|carry|keep|get|come|moving|going)\s)on)\s+(?<name>[^,.;:?!…]+)/iu;
/** What stands after "about" without being a subject: "about it", "about anything else". */
const NO_SUBJECT =
  /^(?:it|this|that|me|them|something|anything|everything|the (?:job|role|advert|posting|trade)|my\b.*)\b/iu;

/** The topic a message asks for, or undefined when it names none. */
export function topicOf(message: string, requirements: readonly Requirement[]): Topic | undefined {
  const said = oneLine(message);
  const quoted = requirements.find(({ text }) => {
    const words = oneLine(text).replace(/\.$/u, '').slice(0, 100);
    return words.length >= DISTINCTIVE_CHARACTERS && said.includes(words);
  });
  if (quoted) return { name: oneLine(quoted.text), requirement: quoted, competencyIds: quoted.competencyIds };
  const after = NAMED_AFTER.exec(said)
    ?.groups?.['name']?.replace(/^(?:the|a|an|our|your)\s|\splease$/giu, '')
    .trim();
  const name = after !== undefined && !NO_SUBJECT.test(after) && subjectWords(after).size > 0 ? after : undefined;
  const competencyIds = competencyIdsIn(name ?? said);
  if (name === undefined && competencyIds.length === 0) return undefined;
  const label = competencyOf(competencyIds[0] ?? '')?.label ?? said;
  const requirement = requirementNaming({ name: name ?? said, competencyIds }, requirements);
  return { name: name ?? label, competencyIds, ...(requirement ? { requirement } : {}) };
}

/** The requirement that says what a candidate names: in all its words, failing that the first with the same skill. */
function requirementNaming(
  { name, competencyIds }: Pick<Topic, 'name' | 'competencyIds'>,
  requirements: readonly Requirement[],
): Requirement | undefined {
  const words = [...subjectWords(name)];
  const naming = requirements.find(({ text }) => {
    const said = subjectWords(text);
    return words.length > 0 && words.every((word) => said.has(word));
  });
  return naming ?? requirements.find((one) => one.competencyIds.some((id) => competencyIds.includes(id)));
}

/** Line breaks of an advert are blanks where it is quoted. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
