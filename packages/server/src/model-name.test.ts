import { describe, expect, it } from 'vitest';
import { parsedModelName } from './model-name.ts';

describe('the name of a model', () => {
  it.each([
    ['rehearsal', { provider: 'rehearsal' }],
    [
      'bedrock:anthropic.claude-haiku-4-5-20251001-v1:0',
      { provider: 'bedrock', model: 'anthropic.claude-haiku-4-5-20251001-v1:0' },
    ],
    ['bedrock', { provider: 'bedrock', model: 'anthropic.claude-haiku-4-5-20251001-v1:0' }],
    [
      'bedrock:arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.x',
      { provider: 'bedrock', model: 'arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.x' },
    ],
    ['anthropic:claude-haiku-4-5', { provider: 'anthropic', model: 'claude-haiku-4-5' }],
    [
      'openai-compatible:qwen3:8b@http://127.0.0.1:11434/v1',
      { provider: 'openai-compatible', model: 'qwen3:8b', baseUrl: 'http://127.0.0.1:11434/v1' },
    ],
    [
      'openai-compatible:meta-llama/Llama-3.3-70B@https://gateway.example/v1//',
      { provider: 'openai-compatible', model: 'meta-llama/Llama-3.3-70B', baseUrl: 'https://gateway.example/v1' },
    ],
    [
      'openai-compatible:small@http://[::1]:8080',
      { provider: 'openai-compatible', model: 'small', baseUrl: 'http://[::1]:8080' },
    ],
  ])('is read from %s', (text, name) => {
    expect(parsedModelName(text)).toEqual({ name });
  });

  it.each([
    ['', 'An empty text begins with no provider that is known'],
    ['gpt-4', '“gpt-4” begins with no provider that is known'],
    ['Rehearsal', '“Rehearsal” begins with no provider that is known'],
    ['rehearsal:fast', '“rehearsal:fast” says more than rehearsal, which has no models to choose from'],
    ['bedrock:', '“bedrock:” names no model'],
    ['anthropic:', '“anthropic:” names no model'],
    [
      'anthropic:claude@https://gateway.example',
      '“anthropic:claude@https://gateway.example” has an @, and anthropic takes no address',
    ],
    ['anthropic: claude', '“anthropic: claude” has white space in it'],
    ['openai-compatible', '“openai-compatible” names no model'],
    ['openai-compatible:@http://127.0.0.1', '“openai-compatible:@http://127.0.0.1” names no model'],
    ['openai-compatible:qwen3:8b', '“openai-compatible:qwen3:8b” says no base URL, which comes after an @'],
    ['openai-compatible:a@b@http://127.0.0.1', '“openai-compatible:a@b@http://127.0.0.1” has more than one @'],
    [
      'openai-compatible:a@localhost:11434/v1',
      '“openai-compatible:a@localhost:11434/v1” has a base URL that does not begin with http:// or https://',
    ],
    ['openai-compatible:a@', '“openai-compatible:a@” has a base URL that does not begin with http:// or https://'],
    [
      'openai-compatible:a@https://gateway.example/v1?x=1',
      '“openai-compatible:a@https://gateway.example/v1?x=1” has a base URL with a query or a fragment, and a path is added to it',
    ],
  ])('is not %s, which is said in one sentence with the four forms', (text, problem) => {
    expect(parsedModelName(text)).toEqual({
      problem: `${problem}. Write rehearsal, bedrock:<model id>, openai-compatible:<model>@<base url> or anthropic:<model>.`,
    });
  });

  it('is quoted without a password', () => {
    const parsed = parsedModelName('openai-compatible:a@http://me:hidden@gateway.example');
    expect('problem' in parsed && parsed.problem).toMatch(
      /^“openai-compatible:a@http:\/\/\*\*\*@gateway.example” has more than one @/,
    );
  });

  it('is quoted in part where it is long', () => {
    const parsed = parsedModelName('x'.repeat(5_000));
    expect('problem' in parsed && parsed.problem.length).toBeLessThan(400);
  });
});
