/** What a connection sends, from its beginning to its end. */
export type StreamSource<Event> = {
  /**
   * Whether it has an end of its own. One that has none counts as open before its first event, and its reader is asked to
   * come back whenever it ends.
   */
  readonly complete: boolean;
  /** Whether this event is the last one. Without it a complete source has ended when its events have. */
  isLast?(event: Event): boolean;
  /** The events; they end soon after `signal` aborts. What it throws before the first one is the answer to the request. */
  events(signal: AbortSignal): AsyncIterable<Event>;
};

/** How the events of one connection become text. It has a state, so each connection gets its own. */
export interface Framing<Event> {
  /** Sent while nothing else is, so that proxies keep the connection. */
  readonly heartbeat: string;
  /** Asks the reader to connect again and to go on from there. */
  readonly comeBack: string;
  /** Takes one event in; events gather until `take`. Answers about how many characters wait. */
  add(event: Event): number;
  /** All that gathered, as text. Empty when there is nothing to send. */
  take(): string;
}

/** The writing side of a transport: an HTTP answer, a WebSocket. */
export interface Sink {
  /** Passes text on. False when the reader is behind: then `drained` is called once it has caught up. */
  write(text: string): boolean;
  /** Bytes that were passed on and that the reader has not taken. */
  readonly bufferedAmount: number;
  /** Closes after what was passed on. */
  close(): void;
  /** Breaks the connection at once. */
  destroy(): void;
}

/** What a transport reports. `closed` is called once, whoever closed it and however, and also when it was before it opened. */
export type SinkEvents = { drained(): void; closed(): void };

/** Opens a transport. For HTTP this is where the status and the headers are sent. */
export type OpenSink = (events: SinkEvents) => Sink;
