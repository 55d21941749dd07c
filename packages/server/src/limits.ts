/** The largest things a candidate can send, as the contract has them and the widget tells them. */
export const BODY_LIMITS = { resumeBytes: 5 * 1024 * 1024, messageCharacters: 8_000 } as const;
