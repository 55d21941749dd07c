import { describe, expect, it } from 'vitest';
import { concernIn } from '../packages/server/src/core/feedback/concern.ts';
import { labelledAnswers, labelledDeeds } from '../train/corpus.ts';

const deeds = labelledDeeds();
const found = (concern: 'harm' | 'dishonest' | 'confidential') =>
  deeds.filter((deed) => deed.concern === concern && concernIn(deed.text) === concern).length;

describe('the rules for deeds that an interviewer would stop at', () => {
  it('are measured on many deeds of many occupations, and on as many that only sound like them', () => {
    expect(deeds.filter(({ concern }) => concern !== undefined).length).toBeGreaterThanOrEqual(450);
    expect(deeds.filter(({ concern }) => concern === undefined).length).toBeGreaterThanOrEqual(450);
    expect(new Set(deeds.map(({ occupation }) => occupation)).size).toBeGreaterThanOrEqual(80);
  });

  it('[N-12] find no fewer of them than they did', () => {
    expect(found('harm')).toBeGreaterThanOrEqual(17);
    expect(found('dishonest')).toBeGreaterThanOrEqual(27);
    expect(found('confidential')).toBeGreaterThanOrEqual(26);
  });

  it('[N-12] take two and no more of those that only sound like them for one', () => {
    const mistaken = deeds.filter(({ concern, text }) => concern === undefined && concernIn(text) !== undefined);
    expect(mistaken.map(({ text }) => text)).toEqual([
      'I strangled her every night at nine and she bowed at ten.',
      'I deleted the asylum file after the hearing and told nobody.',
    ]);
  });

  // The six are deeds: sleeping pills of one's own for a patient, a signature for somebody else, a borrowed card.
  it('[N-12] stop at six answers of the training texts and no other', () => {
    const stopped = labelledAnswers().filter(
      ({ clauses }) => concernIn(clauses.map(({ text }) => text.replace(/[.;,]$/u, '')).join('. ')) !== undefined,
    );
    expect(stopped.length).toBe(6);
  });
});
