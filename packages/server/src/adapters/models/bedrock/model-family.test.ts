import { describe, expect, it } from 'vitest';
import { familyOf, regionalModelId } from './model-family.ts';

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0';

describe('a regional prefix', () => {
  it.each(['us', 'us.', 'eu', 'apac', 'global', 'us-gov', 'jp'])('stands once before the id: %s', (prefix) => {
    const regional = regionalModelId(HAIKU, prefix);
    expect(regional).toBe(`${prefix.replace('.', '')}.${HAIKU}`);
    expect(regionalModelId(regional, 'eu')).toBe(regional);
  });

  it('is not put before an ARN, nor where none is wanted', () => {
    const arn = `arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.${HAIKU}`;
    expect(regionalModelId(arn, 'eu')).toBe(arn);
    expect(regionalModelId(HAIKU, undefined)).toBe(HAIKU);
    expect(regionalModelId(HAIKU, '')).toBe(HAIKU);
  });

  it('is not mistaken for a vendor of models', () => {
    for (const id of ['ai21.jamba-1-5-mini-v1:0', 'zai.glm-4.7', 'deepseek.v3-v1:0', 'openai.gpt-oss-20b-1:0'])
      expect(regionalModelId(id, 'us')).toBe(`us.${id}`);
  });
});

describe('a model', () => {
  it.each([
    [HAIKU, true],
    [`eu.${HAIKU}`, true],
    ['global.anthropic.claude-opus-4-6-v1', true],
    ['arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0', true],
    ['arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0', true],
    ['us.amazon.nova-2-lite-v1:0', true],
    ['amazon.nova-micro-v1:0', false],
    ['amazon.nova-2-sonic-v1:0', false],
    ['us.meta.llama3-3-70b-instruct-v1:0', false],
    ['arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/k1abc', false],
  ])('reads PDFs if its family does: %s, %s', (modelId, readsPdf) => {
    expect(familyOf(modelId).reads.pdf).toBe(readsPdf);
  });

  it.each([
    ['anthropic.claude-3-5-sonnet-20240620-v1:0', 4_500_000],
    ['eu.anthropic.claude-haiku-4-5-20251001-v1:0', 20 * 1024 * 1024],
    ['amazon.nova-pro-v1:0', 15 * 1024 * 1024],
  ])('takes PDFs up to the size of its family: %s', (modelId, bytes) => {
    expect(familyOf(modelId).reads.limits).toMatchObject({ bytes, pages: 100, encrypted: false });
  });
});
