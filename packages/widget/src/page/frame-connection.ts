import type { FrameReady, PageConnect, PageSettings, MessageToFrame, MessageToPage } from './frame-messages.ts';

export type FrameConnectionOptions = {
  /** Where the frame comes from; nothing else is listened to. */
  readonly origin: string;
  readonly page: () => PageSettings;
  readonly onMessage: (message: MessageToPage) => void;
  readonly onConnect: () => void;
};

/** A way to a frame of ours. What is sent before the frame is there is lost: tell it in `onConnect`. */
export type FrameConnection = { send(message: MessageToFrame): void; stop(): void };

/** Listens for the frame's first word and gives it a port. A frame that loads again gets a new one. */
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

/** The frame of a server, allowed what practice needs. */
export function createFrame(server: string, { key, label }: { key: string; label: string }): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.title = label;
  frame.allow = 'microphone; autoplay; clipboard-write';
  frame.src = `${server}/embed/v1/frame?key=${encodeURIComponent(key)}`;
  return frame;
}
