const BROKEN = /(?![\t\n\v\f\r\u0080-\u009f])[\p{Cc}\p{Cs}]/gu;

/** A text without half characters (an emoji that was cut in two) and control characters: no server accepts or keeps them. */
export const soundText = (text: string): string => text.replace(BROKEN, '');
