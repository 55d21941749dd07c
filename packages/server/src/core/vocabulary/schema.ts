import { z } from 'zod';
import competencyData from './competencies.json' with { type: 'json' };
import headingData from './headings.json' with { type: 'json' };
import languageData from './language-profiles.json' with { type: 'json' };
import nearWordData from './near-words.json' with { type: 'json' };
import occupationData from './occupations.json' with { type: 'json' };
import otherJobData from './other-jobs.json' with { type: 'json' };
import roleFamilyData from './role-families.json' with { type: 'json' };

const ROLE_FAMILY_IDS = [
  'healthcare',
  'care',
  'software',
  'data',
  'sales',
  'customer-service',
  'hospitality',
  'retail',
  'education',
  'logistics',
  'trades',
  'finance',
  'marketing',
  'people',
  'projects',
  'administration',
  'engineering',
  'legal',
  'public-sector',
  'management',
  'general',
] as const;

const version = z.string().regex(/^\d{4}\.\d{2}$/);
const slug = z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);

export const roleFamilyIdSchema = z.enum(ROLE_FAMILY_IDS);

const competencySchema = z.strictObject({
  id: slug,
  label: z.string().min(2).max(60),
  kind: z.enum(['behavioural', 'technical', 'domain']),
  explanation: z.string().min(12).max(120),
  roleFamilies: z.array(roleFamilyIdSchema),
  terms: z.array(z.string().min(2).max(60)).min(3),
  /** Words that mean it only in the company of its field: the kind of job, or another term of that field beside them. */
  fieldTerms: z.array(z.string().min(2).max(60)).optional(),
  /** Words by which candidates show it; in a posting they say nothing. */
  shownBy: z.array(z.string().min(2).max(60)).optional(),
});

const roleFamilySchema = z.strictObject({
  id: roleFamilyIdSchema,
  label: z.string().min(2),
  titles: z.array(z.string().min(2)),
});

const occupationSchema = z.strictObject({
  id: slug,
  roleFamily: roleFamilyIdSchema,
  label: z.string().min(2).max(60),
  titles: z.array(z.string().min(2)).min(1),
  sharedTitles: z.array(z.string().min(2)).optional(),
  duties: z.array(z.string().min(2)).min(4),
});

const sectionsSchema = z.strictObject({
  requirements: z.array(z.string()),
  nice: z.array(z.string()),
  responsibilities: z.array(z.string()),
  benefits: z.array(z.string()),
  other: z.array(z.string()),
});

/** A kind of work, e.g. `healthcare`; `general` when nothing says which. */
export type RoleFamilyId = (typeof ROLE_FAMILY_IDS)[number];

/**
 * Something a job can ask for. A term that starts with `=` matches only in exactly that spelling, capitals included; where
 * it has `~`, up to three words may stand in between.
 */
export type Competency = z.infer<typeof competencySchema>;
export type RoleFamily = z.infer<typeof roleFamilySchema>;
/**
 * One occupation of a family, e.g. lorry driving in logistics. Its duties are words by which an advert gives it away; a
 * shared title ("Driver") names it only together with them.
 */
export type Occupation = z.infer<typeof occupationSchema>;

// Parsed once when the module loads: a slip in the data stops the start, not a candidate's session.
export const competencyFile = z
  .strictObject({
    version,
    competencies: z.array(competencySchema),
    /** Phrases with the words of a competency in them that mean something else: "curriculum vitae". */
    asides: z.array(z.string().min(2).max(60)),
  })
  .parse(competencyData);
export const roleFamilyFile = z.strictObject({ version, families: z.array(roleFamilySchema) }).parse(roleFamilyData);
export const occupationFile = z.strictObject({ version, occupations: z.array(occupationSchema) }).parse(occupationData);
/** Titles of jobs that are none of the occupations, by the family whose general questions fit; `general` where none do. */
export const otherJobFile = z
  .strictObject({
    version,
    jobs: z.array(z.strictObject({ roleFamily: roleFamilyIdSchema, titles: z.array(z.string().min(2)).min(1) })),
  })
  .parse(otherJobData);
export const headingFile = z
  .strictObject({ version, sections: sectionsSchema, niceCues: z.array(z.string()), mustCues: z.array(z.string()) })
  .parse(headingData);
export const languageFile = z
  .strictObject({ version, stopWords: z.record(z.string(), z.array(z.string())) })
  .parse(languageData);
/** Words that are near enough in meaning to show each other; the first stands for all. */
export const nearWordFile = z
  .strictObject({ version, groups: z.array(z.array(z.string().min(2)).min(2)) })
  .parse(nearWordData);
