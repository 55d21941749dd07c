import { describe, expect, it } from 'vitest';
import { competencyOf, occupations, roleFamilies, wordsOf } from '../vocabulary/ports.ts';
import { candidateAsks, followUps, questions } from './bank.ts';
import type { QuestionKind, Stage } from './bank-schema.ts';

const texts = questions.flatMap(({ id, text, variants }) => [text, ...variants].map((wording) => ({ id, wording })));
const LEAST: Record<QuestionKind, number> = {
  opening: 10,
  experience: 15,
  behavioural: 60,
  situational: 15,
  technical: 80,
  role: 60,
  closing: 8,
};
const STAGE: Record<QuestionKind, Stage> = {
  opening: 'opening',
  experience: 'experience',
  technical: 'technical',
  role: 'technical',
  behavioural: 'behavioural',
  situational: 'behavioural',
  closing: 'closing',
};

describe('the question bank', () => {
  it('holds at least 450 questions, each with its own id, and enough of every kind', () => {
    expect(questions.length).toBeGreaterThanOrEqual(450);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    for (const [kind, least] of Object.entries(LEAST)) {
      expect(questions.filter((question) => question.kind === kind).length, kind).toBeGreaterThanOrEqual(least);
    }
  });

  it('has at least seven questions of the trade for every family of roles', () => {
    for (const { id } of roleFamilies.filter((family) => family.id !== 'general')) {
      const own = questions.filter(
        ({ stage, roleFamilies: families }) => stage === 'technical' && families.includes(id),
      );
      expect(own.length, id).toBeGreaterThanOrEqual(7);
      expect(new Set(own.map(({ kind }) => kind)), id).toEqual(new Set(['technical', 'role']));
    }
  });

  it('names only competencies that exist and puts every kind in its stage', () => {
    expect(questions.flatMap(({ competencyIds }) => competencyIds).filter((id) => !competencyOf(id))).toEqual([]);
    for (const { id, kind, stage } of questions) expect(stage, id).toBe(STAGE[kind]);
  });

  it('has no two texts that are nearly the same', () => {
    const bags = [...texts, ...candidateAsks.map(({ id, text }) => ({ id, wording: text }))].map(({ id, wording }) => ({
      id,
      bag: new Set(wordsOf(wording).map(({ stem }) => stem)),
    }));
    const near: string[] = [];
    for (const [at, a] of bags.entries()) {
      for (const b of bags.slice(at + 1)) {
        let shared = 0;
        for (const stem of a.bag) if (b.bag.has(stem)) shared += 1;
        if (shared / (a.bag.size + b.bag.size - shared) > 0.8) near.push(`${a.id} ~ ${b.id}`);
      }
    }
    expect(near).toEqual([]);
  });

  it('gives every question hints of its own', () => {
    const hints = questions.map(({ starHints }) => Object.values(starHints).join(' '));
    expect(new Set(hints).size).toBe(questions.length);
  });

  it('has three questions or more for every occupation, and says what a right answer holds where that is known', () => {
    for (const { id, roleFamily } of occupations) {
      const own = questions.filter(
        (one) => one.occupations?.includes(id) || (!one.occupations && one.roleFamilies.includes(roleFamily)),
      );
      expect(own.length, id).toBeGreaterThanOrEqual(3);
    }
    expect(questions.filter(({ goodAnswerHolds }) => goodAnswerHolds).length).toBeGreaterThanOrEqual(130);
  });

  it('puts a question of an occupation into the family of that occupation', () => {
    const families = new Map(occupations.map(({ id, roleFamily }) => [id, roleFamily]));
    for (const { id, occupations: own = [], roleFamilies: kinds } of questions)
      for (const one of own) {
        const family = families.get(one);
        expect(family !== undefined && kinds.includes(family), `${id}: ${one}`).toBe(true);
      }
  });

  it('has easier, usual and harder questions of the trade and of behaviour', () => {
    for (const stage of ['technical', 'behavioural'] as const)
      for (const level of ['easier', 'usual', 'harder'] as const)
        expect(questions.filter((one) => one.stage === stage && one.level === level).length).toBeGreaterThanOrEqual(8);
  });

  it('asks one thing at a time', () => {
    const many = texts.filter(({ wording }) => (wording.match(/\?/gu) ?? []).length > 2);
    expect(many).toEqual([]);
  });

  it('uses no slot but title and company, and the requirement where it is made of one', () => {
    const slots = texts.flatMap(({ wording }) => wording.match(/\{[^}]*\}/gu) ?? []);
    expect(new Set(slots)).toEqual(new Set(['{title}', '{company}', '{requirement}']));
    for (const { id, text, variants, ofRequirement = false } of questions)
      for (const wording of [text, ...variants]) expect(wording.includes('{requirement}'), id).toBe(ofRequirement);
    expect(texts.filter(({ wording }) => /;;|\|/u.test(wording))).toEqual([]);
  });

  it('reads well where the job has no title and is called “this role”', () => {
    expect(texts.filter(({ wording }) => /\b(?:an?|the|new|as|your) \{title\}/u.test(wording))).toEqual([]);
  });

  it('asks nothing that must not be asked', () => {
    const unlawful =
      /\b(?:how old|your age|birthday|born|married|marital|pregnan\w*|children of your own|your (?:family|husband|wife|partner|religion|faith|health|disability|illness|nationality|accent|sexuality|union|politics|salary history)|where are you from|criminal)\b/iu;
    const all = [...texts.map(({ wording }) => wording), ...Object.values(followUps).flat()];
    expect(all.filter((text) => unlawful.test(text))).toEqual([]);
  });

  it('lets the candidate ask at least 40 questions under nine themes', () => {
    expect(candidateAsks.length).toBeGreaterThanOrEqual(40);
    expect(new Set(candidateAsks.map(({ id }) => id)).size).toBe(candidateAsks.length);
    expect(new Set(candidateAsks.map(({ theme }) => theme)).size).toBe(9);
  });
});
