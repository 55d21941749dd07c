import { fileURLToPath } from 'node:url';

/** The absolute path of a file that is shipped beside the code, given its path inside `assets/`. */
export function assetPath(relative: string): string {
  // `src/` and `dist/` lie side by side, and everything is bundled flat: one step up is right from both.
  return fileURLToPath(new URL(`../assets/${relative}`, import.meta.url));
}
