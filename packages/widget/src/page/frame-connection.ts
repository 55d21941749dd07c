import type { FrameReady, PageConnect, PageSettings, MessageToFrame, MessageToPage } from './frame-messages.ts';

export type FrameConnectionOptions = {
  /** Origin of the iframe; messages from other origins are ignored. */
  readonly origin: string;
  readonly page: () => PageSettings;
  readonly onMessage: (message: MessageToPage) => void;
  readonly onConnect: () => void;
};

/** A connection to the iframe. Messages sent before `onConnect` are dropped. */
export type FrameConnection = { send(message: MessageToFrame): void; stop(): void };

/** Waits for the iframe's `ready` message and sends it a MessagePort. An iframe that reloads gets a new port. */
export function connectFrame(
  frame: HTMLIFrameElement,
  { origin, page, onMessage, onConnect }: FrameConnectionOptions,
): FrameConnection {
  let port: MessagePort | undefined;
  const onFrameReady = (event: MessageEvent<FrameReady | null>) => {
    if (event.source !== frame.contentWindow || event.origin !== origin || event.data?.interviewPrep !== 'ready')
      return;
    const { port1, port2 } = new MessageChannel();
    port?.close();
    port = port1;
    port1.addEventListener('message', ({ data }: MessageEvent<MessageToPage>) => onMessage(data));
    port1.start();
    const connect: PageConnect = { interviewPrep: 'connect', nonce: event.data.nonce, page: page() };
    frame.contentWindow?.postMessage(connect, origin, [port2]);
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

/** Creates the iframe for a server, with the permissions the practice needs. */
export function createFrame(server: string, { key, label }: { key: string; label: string }): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.title = label;
  frame.allow = 'microphone; autoplay; clipboard-write';
  frame.src = `${server}/embed/v1/frame?key=${encodeURIComponent(key)}`;
  return frame;
}
