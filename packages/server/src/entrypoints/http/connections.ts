import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Connection = { request: IncomingMessage | undefined; response: ServerResponse | undefined; received: number };

/**
 * The open connections of a server, and whether each is being answered. When a server closes, Node ends only those that
 * are idle after an answer, and stops looking at the others: one that sent nothing yet, or half a request, would be
 * waited for as long as its client likes.
 */
export class Connections {
  readonly #open = new Map<Socket, Connection>();

  add(socket: Socket): void {
    this.#open.set(socket, { request: undefined, response: undefined, received: 0 });
    socket.once('close', () => this.#open.delete(socket));
  }

  /** A request began to arrive. */
  asked(request: IncomingMessage, response: ServerResponse): void {
    const connection = this.#open.get(request.socket);
    if (connection !== undefined) Object.assign(connection, { request, response });
  }

  /** Remembers how much came from each so far. */
  look(): void {
    for (const [socket, connection] of this.#open) connection.received = socket.bytesRead;
  }

  /** Breaks the connections that are not being answered, and on which nothing came since the last look. */
  cutSilent(): void {
    for (const [socket, connection] of this.#open)
      if (!isAnswered(connection) && socket.bytesRead === connection.received) socket.destroy();
  }
}

function isAnswered({ request, response }: Connection): boolean {
  return request?.complete === true && response?.closed === false;
}
