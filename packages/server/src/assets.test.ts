import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { assetPath } from './assets.ts';

it('assetPath leads to what is shipped beside the code', () => {
  expect(existsSync(assetPath('typst/prep.typ'))).toBe(true);
});
