import { expect, it } from 'vitest';
import { ServiceError } from '../../core/kernel/service-error.ts';
import { VerifiedTokens } from './verified-tokens.ts';

const CLAIMS = { expiresAt: 10 };

/** Remembers at most `most` tokens, and counts how often one is verified. */
function counted(most = 10) {
  const tokens = new VerifiedTokens<typeof CLAIMS>({ most });
  let verified = 0;
  const ask = (token: string, now = 0) => tokens.claims(token, now, async () => ((verified += 1), CLAIMS));
  return { tokens, ask, verified: () => verified };
}

it('verifies a token once, and each other token for itself', async () => {
  const { ask, verified } = counted();
  expect([await ask('a'), await ask('a')]).toEqual([CLAIMS, CLAIMS]);
  expect(verified()).toBe(1);
  await ask('b');
  expect(verified()).toBe(2);
});

it('verifies it again from the millisecond in which it runs out', async () => {
  const { ask, verified } = counted();
  await ask('a');
  await ask('a', 9_999);
  expect(verified()).toBe(1);
  await ask('a', 10_000);
  expect(verified()).toBe(2);
});

it('remembers nothing of a token that is refused', async () => {
  const { tokens, ask, verified } = counted();
  const refuse = () => Promise.reject(new ServiceError('unauthenticated'));
  await expect(tokens.claims('a', 0, refuse)).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(tokens.size).toBe(0);
  await ask('a');
  expect(verified()).toBe(1);
});

it('forgets the oldest where there are too many', async () => {
  const { tokens, ask, verified } = counted(2);
  for (const token of ['a', 'b', 'c']) await ask(token);
  expect(tokens.size).toBe(2);
  await ask('c');
  expect(verified()).toBe(3);
  await ask('a');
  expect(verified()).toBe(4);
});
