/** The largest things a candidate can send, as in the contract and in the widget. */
export const BODY_LIMITS = { resumeBytes: 5 * 1024 * 1024, messageCharacters: 8_000 } as const;
