import type { ControllerHost } from '../../controllers/host.ts';
import type { AppHost } from '../shared/practice-context.ts';

/** Accepts a file dropped anywhere on the panel. Only the first file is used. */
export class FileDrop {
  /** Whether a file is being dragged over the panel. */
  active = false;
  readonly #host: ControllerHost;
  readonly #take: (file: File) => void;

  constructor(host: ControllerHost, take: (file: File) => void) {
    this.#host = host;
    this.#take = take;
  }

  /** Listens on an element until the signal is aborted. */
  listen(element: Pick<AppHost, 'addEventListener'>, signal: AbortSignal): void {
    const on = (type: string, react: (event: DragEvent) => void) =>
      element.addEventListener(type, (event) => event instanceof DragEvent && react(event), { signal });
    on('dragenter', this.#over);
    on('dragover', this.#over);
    on('dragleave', this.#leave);
    on('drop', this.#drop);
  }

  readonly #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#show(true);
  };

  readonly #leave = (event: DragEvent): void => {
    const { currentTarget, relatedTarget } = event;
    const inside =
      currentTarget instanceof Element && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
    if (!inside) this.#show(false);
  };

  readonly #drop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    // Otherwise the browser would navigate to the file.
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    this.#show(false);
    if (file) this.#take(file);
  };

  #show(active: boolean): void {
    if (active === this.active) return;
    this.active = active;
    this.#host.requestUpdate();
  }
}
