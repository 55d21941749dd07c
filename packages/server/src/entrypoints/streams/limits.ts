export type StreamLimits = {
  readonly heartbeatMs: number;
  /** A reader that takes nothing for so long is cut. It can resume. */
  readonly stallMs: number;
  /** A reader that has not taken the rest so long after the end is cut. */
  readonly endMs: number;
  /** Bytes that may wait for a slow reader before it is cut. */
  readonly maxBufferedBytes: number;
  /** Characters after which the frames are written at once, and not at the end of this loop turn. */
  readonly flushCharacters: number;
  /** How long a stream that follows what comes waits for its first event before it answers that it is open. */
  readonly openMs: number;
};

export const STREAM_LIMITS: StreamLimits = {
  heartbeatMs: 15_000,
  stallMs: 30_000,
  endMs: 5_000,
  maxBufferedBytes: 256 * 1024,
  flushCharacters: 16 * 1024,
  openMs: 250,
};
