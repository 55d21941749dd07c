const LONG_WORDS = 260;
const VERY_LONG_WORDS = 400;

type Words = { readonly words: number };

/** Whether an answer takes longer than two minutes aloud. */
export const isLong = ({ words }: Words): boolean => words > LONG_WORDS;

/** Whether its length is the first thing to say about an answer. */
export const isVeryLong = ({ words }: Words): boolean => words > VERY_LONG_WORDS;
