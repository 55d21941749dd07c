import { expect, it } from 'vitest';
import { clausesOf } from '../answer-clauses.ts';
import { asideProbability, clauseScores } from './practice-classifier.ts';

const likeliest = (answer: string, label: 'responsibility' | 'outcome' | 'own_action' | 'occasion' | 'checkable') =>
  Math.max(...clauseScores(answer, clausesOf(answer)).map((scores) => scores[label]));

it.each([
  'The manager was away that week and the keys were with me, so it was my call.',
  'Nobody else had the key to the cold store, so it was on me.',
  'It was me who must show him the machine, my boss said.',
])('[N-12] finds what was somebody’s to do in words of no list: %s', (answer) => {
  expect(likeliest(answer, 'responsibility')).toBeGreaterThan(0.5);
});

it.each([
  'I put a cover over the sensor. It has run ever since.',
  'I drew the route on a napkin for him. He still has it on his fridge.',
  'I rang them all before noon. Not one parcel went back that day.',
])('[N-12] finds an ending in words of no list: %s', (answer) => {
  expect(likeliest(answer, 'outcome')).toBeGreaterThan(0.4);
});

it.each([
  'I always keep calm, I always listen and I plan my week on Sundays.',
  'Flexibility, punctuality, Excel, teamwork, driving licence.',
  'You will work in a small team and be responsible for the stock.',
])('finds neither a duty nor an ending in %s', (answer) => {
  expect(likeliest(answer, 'responsibility')).toBeLessThan(0.65);
  expect(likeliest(answer, 'outcome')).toBeLessThan(0.4);
});

it('[N-12] takes a request for a moment for an aside, and a story for an answer', () => {
  expect(asideProbability('hang on, somebody is at the door')).toBeGreaterThan(0.7);
  expect(asideProbability('could you say that in simpler words please?')).toBeGreaterThan(0.7);
  expect(
    asideProbability('In March our till froze, so I took the cards by hand and rang the bank, and nobody left.'),
  ).toBeLessThan(0.4);
});

it('gives the same for the same text', () => {
  const answer = 'Last spring I took over the rota and nobody worked two weekends in a row again.';
  expect(clauseScores(answer, clausesOf(answer))).toEqual(clauseScores(answer, clausesOf(answer)));
});

it('reads no more of an endless text than a part of it', () => {
  const started = process.cpuUsage();
  asideProbability('word '.repeat(200_000));
  expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
});
