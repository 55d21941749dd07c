import { describe, expect, it } from 'vitest';
import { requirementsOf, roleFamilyOf } from '../vocabulary/ports.ts';
import { questionOf } from './bank.ts';
import { levelWish } from './level-wish.ts';
import { nextQuestion } from './next-question.ts';
import { isAbout, topicOf } from './question-topic.ts';

const jobOf = (title: string, ...lines: string[]) => {
  const text = `Requirements\n${lines.map((line) => `- ${line}`).join('\n')}`;
  return { title, requirements: requirementsOf(text), roleFamily: roleFamilyOf(title, text) };
};
const shop = jobOf('Store Manager', 'Lead a team of ten', 'Stock control and ordering', 'Calm with complaints');
const kitchen = jobOf(
  'Chef de Partie',
  'HACCP',
  'Stock rotation',
  'Good with allergens',
  'Able to work under pressure',
);
const nurse = jobOf('Staff Nurse', 'Wound care', 'Medication rounds', 'Clear handovers');
const driver = jobOf('HGV Class 1 Driver', 'Secure your load', 'Tachograph rules', 'Friendly at the customer');
const beekeeper = jobOf(
  'Beekeeper',
  'Look after sixty hives',
  'Extract and jar honey',
  'Sell at the market on Saturdays',
);

describe('the topic a message asks for', () => {
  it.each([
    ['something tougher about stock control', 'stock control'],
    ['Ask me a question about this requirement: “Stock control and ordering”', 'Stock control and ordering'],
    ['Can we do one on complaints, please?', 'complaints'],
    ['I would like a question about leading a team.', 'leading a team'],
    ['stock control please', 'Stock control'],
  ])('in “%s” is %s', (message, name) => {
    expect(topicOf(message, shop.requirements)?.name).toBe(name);
  });

  it.each([
    'next',
    'Another one please',
    'Give me a harder one',
    'What is this about?',
    'Let us go on to the next question',
    'I am not sure about that. Next one?',
    'Something different, please',
    'go on',
  ])('is none in “%s”', (message) => {
    expect(topicOf(message, shop.requirements)).toBeUndefined();
  });
});

describe('a question on a topic', () => {
  const ask = (posting: typeof shop, message: string, asked: readonly string[] = []) => {
    const topic = topicOf(message, posting.requirements);
    if (!topic) throw new Error('names no topic');
    return { topic, picked: nextQuestion({ posting, asked, topic, seed: 's' }) };
  };

  it.each([
    [shop, 'something about stock control', /stock/iu],
    [shop, 'a question about complaints', /complain|receipt|angry|unhappy|furious/iu],
    [kitchen, 'ask me about HACCP', /HACCP|fridge|hygiene|chilled/iu],
    [kitchen, 'one about allergens please', /allerg/iu],
    [nurse, 'can we do wound care', /skin|sore|wound/iu],
    [nurse, 'one on handovers', /hand ?over|handed over|pass .* on/iu],
    [driver, 'something about my tachograph rules', /tachograph|driving hours|break|law on driving/iu],
    [driver, 'load securing: ask me about how to secure a load', /load/iu],
    [beekeeper, 'ask me about honey', /honey/iu],
    [beekeeper, 'a question about the hives', /hives/iu],
  ])('[N-12] for %o by “%s” is about it', (posting, message, about) => {
    const { picked } = ask(posting, message);
    const { variants = [], text = '' } = questionOf(picked.questionId) ?? {};
    expect(picked.topic).toBe('found');
    expect([picked.text, text, ...variants, ...picked.looksFor].join(' ')).toMatch(about);
  });

  it('says that the bank has none about what it does not know, and asks another', () => {
    const { picked } = ask(shop, 'a question about underwater basket weaving');
    expect(picked.topic).toBe('none');
    expect(picked.text).not.toBe('');
  });

  it('says that all were asked when they were', () => {
    const asked: string[] = [];
    for (let turn = 0; turn < 60; turn += 1) {
      const { picked } = ask(shop, 'one about stock control', asked);
      if (picked.topic === 'used_up') break;
      asked.push(picked.questionId);
    }
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.length).toBeLessThan(60);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('says nothing of a topic where none was asked for', () => {
    expect(nextQuestion({ posting: shop, asked: [], seed: 's' })).not.toHaveProperty('topic');
  });

  it('stays with the person for a quality of the person', () => {
    expect(ask(kitchen, 'something about “Able to work under pressure”').picked.stage).toBe('behavioural');
  });
});

describe('whether a question is about a requirement', () => {
  const about = (id: string, line: string) => {
    const question = questionOf(id);
    const [requirement] = requirementsOf(`Requirements\n- ${line}`);
    if (!question || !requirement) throw new Error(id);
    return isAbout(question, requirement);
  };

  it('is not decided by the field alone', () => {
    expect(about('cook-haccp-fridge', 'HACCP knowledge')).toBe(true);
    expect(about('host-allergy', 'HACCP knowledge')).toBe(false);
    expect(about('host-allergy', 'Knows allergens and food safety')).toBe(true);
    expect(about('hc-medication-doubt', 'Administer medication safely')).toBe(true);
    expect(about('edu-behaviour', 'HACCP knowledge')).toBe(false);
  });

  it('takes the skill for enough where it is one of the person', () => {
    expect(about('pressure-peak', 'Resilience')).toBe(true);
  });
});

describe('the level a message asks for', () => {
  it.each([
    ['something tougher about stock control', 'harder'],
    ['give me a harder one', 'harder'],
    ['a really difficult question', 'harder'],
    ['that was too easy', 'harder'],
    ['an easier one please', 'easier'],
    ['this is too hard for me', 'easier'],
    ['something less demanding', 'easier'],
    ['a simple one to begin with', 'easier'],
    ['next question', undefined],
  ])('“%s” is %s', (message, level) => {
    expect(levelWish(message)).toBe(level);
  });

  it.each(['easier', 'harder'] as const)('is the level of the question: %s', (level) => {
    for (const posting of [shop, kitchen, nurse, driver])
      for (const stage of ['technical', 'behavioural'] as const)
        expect(nextQuestion({ posting, asked: [], stage, level, seed: 's' }).level, posting.title).toBe(level);
  });
});
