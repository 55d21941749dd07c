import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const here = (path: string) => resolve(import.meta.dirname, path);

// Tests read the sources of a sibling package, so that no test depends on a build being fresh.
const alias = {
  '@interview-prep/sdk': here('packages/sdk/src/index.ts'),
  '@interview-prep/server/testing': here('packages/server/src/testing.ts'),
  '@interview-prep/server': here('packages/server/src/index.ts'),
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'tests/*.test.ts',
            'tests/contract/**/*.test.ts',
            'scripts/**/*.test.ts',
            'evaluate/**/*.test.ts',
          ],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'scenarios',
          include: ['tests/scenarios/**/*.test.ts', 'examples/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // Each of them starts servers of its own; more than two at once would only wait for each other.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
