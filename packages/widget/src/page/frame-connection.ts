import type {
  FrameReady,
  FrameRefused,
  PageConnect,
  PageSettings,
  MessageToFrame,
  MessageToPage,
} from './frame-messages.ts';

export type FrameConnectionOptions = {
  /** Origin of the iframe; messages from other origins are ignored. */
  readonly origin: string;
  /** The window of the iframe, or of the tab that was opened instead. */
  readonly target: () => Window | null;
  readonly page: () => PageSettings;
  readonly onMessage: (message: MessageToPage) => void;
  readonly onConnect: () => void;
  readonly onRefused: (reason: string) => void;
};

/** A connection to the iframe. Messages sent before `onConnect` are dropped. */
export type FrameConnection = { send(message: MessageToFrame): void; stop(): void };

/** Waits for the iframe's `ready` message and sends it a MessagePort. An iframe that reloads gets a new port. */
export function connectFrame({
  origin,
  target,
  page,
  onMessage,
  onConnect,
  onRefused,
}: FrameConnectionOptions): FrameConnection {
  let port: MessagePort | undefined;
  const onFrameReady = ({ source, origin: sender, data }: MessageEvent<FrameReady | FrameRefused | null>) => {
    if (source === null || source !== target() || sender !== origin) return;
    if (data?.interviewPrep === 'refused') onRefused(data.reason);
    if (data?.interviewPrep !== 'ready') return;
    const { port1, port2 } = new MessageChannel();
    port?.close();
    port = port1;
    port1.addEventListener('message', (event: MessageEvent<MessageToPage>) => onMessage(event.data));
    port1.start();
    const connect: PageConnect = { interviewPrep: 'connect', nonce: data.nonce, page: page() };
    target()?.postMessage(connect, origin, [port2]);
    onConnect();
  };
  addEventListener('message', onFrameReady);
  return {
    send: (message) => port?.postMessage(message),
    stop: () => {
      removeEventListener('message', onFrameReady);
      port?.close();
    },
  };
}

/** The address of the iframe. The origin lets the server say at once that the key does not allow it. */
export const frameUrl = (server: string, key: string): string =>
  `${server}/embed/v1/frame?key=${encodeURIComponent(key)}&origin=${encodeURIComponent(location.origin)}`;

/** Creates the iframe for a server, with the permissions the practice needs. */
export function createFrame(url: string, label: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.title = label;
  frame.allow = 'microphone; autoplay; clipboard-write';
  frame.src = url;
  return frame;
}
