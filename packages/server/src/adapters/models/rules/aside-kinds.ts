import * as z from 'zod';
import { chatIntent, type Intent, type IntentFacts } from '../../../core/chat/decisions.ts';
import file from './aside-kinds.json' with { type: 'json' };

const kindSchema = z.strictObject({
  intent: z.string(),
  feeling: z.string().optional(),
  level: z.string().optional(),
  /** Only where there is feedback that it can be about. */
  afterFeedback: z.literal(true).optional(),
  /** Only as the whole message. */
  whole: z.literal(true).optional(),
  /** Regular expressions of words and phrases, each between the borders of words. */
  says: z.array(z.string()).min(1),
});

type AsideKind = { readonly intent: Intent; readonly afterFeedback: boolean; readonly says: RegExp };

// Parsed once when the module loads: a slip in the data stops the start, not a candidate's session.
// Ordered from what is plain to what is loose: the first that fits is the kind.
const KINDS: readonly AsideKind[] = z
  .strictObject({ kinds: z.array(kindSchema) })
  .parse(file)
  .kinds.map(({ says, whole, afterFeedback = false, ...intent }) => ({
    intent: chatIntent.answer.parse(intent),
    afterFeedback,
    says: whole
      ? new RegExp(`^(?:${says.join('|')})[\\s.!…]*$`, 'iu')
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${says.join('|')})(?![\\p{L}\\p{N}])`, 'iu'),
  }));

/** Nobody says so much beside an answer; and no text can make the patterns slow. */
export const ASIDE_CHARACTERS = 500;

/**
 * What an aside is about, by its words; `undefined` where they say nothing. Whether a message is an aside they do not say:
 * that is for the classifier.
 */
export function asideKind({ text, hasFeedback }: Pick<IntentFacts, 'text' | 'hasFeedback'>): Intent | undefined {
  if (text.length > ASIDE_CHARACTERS) return undefined;
  const said = plain(text);
  return KINDS.find(({ says, afterFeedback }) => (hasFeedback || !afterFeedback) && says.test(said))?.intent;
}

export const plain = (text: string): string =>
  text
    .replace(/[‘’`´]/gu, "'")
    .replace(/[“”„]/gu, '"')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
