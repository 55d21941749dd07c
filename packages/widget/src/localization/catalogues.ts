import type { Catalogues } from './localizer.ts';

/** The languages beside English; each entry imports its catalogue. */
export const CATALOGUES: Catalogues = {};
