import type { Catalogues } from './localizer.ts';

/** Catalogues of languages other than English, each loaded by a dynamic import. */
export const CATALOGUES: Catalogues = {};
