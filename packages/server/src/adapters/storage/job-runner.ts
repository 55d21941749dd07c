/** Where jobs wait. All but `take` act on a job that `take` returned. */
export type WaitingJobs = {
  /** The next job that is due, now being handled. */
  take(queue: string): Promise<{ id: string; data: unknown } | undefined>;
  /** Says that its handler is still alive. */
  renew(queue: string, id: string): Promise<void>;
  finish(queue: string, id: string): Promise<void>;
  retryLater(queue: string, id: string): Promise<void>;
  /** To be run again at once, by whoever is there. */
  giveBack(queue: string, id: string): Promise<void>;
};

export type JobRunnerOptions = {
  /** How many handlers of one queue may run at once. */
  concurrent: number;
  pollMs: number;
  renewMs: number;
  drainMs: number;
  onError: (failure: unknown) => void;
};

type Handler = (data: unknown) => Promise<void>;
type RunningJob = { queue: string; id: string };

/**
 * Takes jobs of each queue as long as handlers of it are free and gives each to the handler of its queue. pg-boss
 * has workers of its own, but
 * they leave promises unheard when the database goes away, which ends the process.
 */
export class JobRunner {
  readonly #jobs: WaitingJobs;
  readonly #options: JobRunnerOptions;
  readonly #handlers = new Map<string, Handler>();
  readonly #running = new Map<RunningJob, Promise<void>>();
  readonly #poll: NodeJS.Timeout;
  #pump: Promise<void> = Promise.resolve();
  #awake = false;
  #closed = false;

  constructor(jobs: WaitingJobs, options: JobRunnerOptions) {
    this.#jobs = jobs;
    this.#options = options;
    this.#poll = setInterval(() => this.wake(), options.pollMs);
    this.#poll.unref();
  }

  work(queue: string, handler: Handler): void {
    this.#handlers.set(queue, handler);
    this.wake();
  }

  /** Looks for jobs now instead of at the next poll. */
  wake(): void {
    if (this.#awake || this.#closed) return;
    this.#awake = true;
    this.#pump = this.#pump.then(() => this.#start());
  }

  /** Takes no more jobs, waits for those under way, then gives back what is left. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#poll);
    await this.#pump;
    await waitForSettled([...this.#running.values()], this.#options.drainMs);
    await Promise.all(
      [...this.#running.keys()].map(({ queue, id }) => this.#ignoreFailure(this.#jobs.giveBack(queue, id))),
    );
  }

  async #start(): Promise<void> {
    this.#awake = false;
    // Queues take turns, so that a long one does not starve the others.
    for (let found = true; found && !this.#closed;) {
      found = false;
      for (const [queue, handler] of this.#handlers) {
        if (this.#closed) return;
        if (this.#runningOf(queue) >= this.#options.concurrent) continue;
        const job = await this.#ignoreFailure(this.#jobs.take(queue));
        if (job === undefined) continue;
        found = true;
        this.#run({ queue, id: job.id }, () => handler(job.data));
      }
    }
  }

  #runningOf(queue: string): number {
    return [...this.#running.keys()].filter((job) => job.queue === queue).length;
  }

  #run(job: RunningJob, handle: () => Promise<void>): void {
    const running = this.#handle(job, handle).finally(() => {
      this.#running.delete(job);
      this.wake();
    });
    this.#running.set(job, running);
  }

  async #handle({ queue, id }: RunningJob, handle: () => Promise<void>): Promise<void> {
    const renewal = setInterval(() => void this.#ignoreFailure(this.#jobs.renew(queue, id)), this.#options.renewMs);
    try {
      await handle();
      await this.#ignoreFailure(this.#jobs.finish(queue, id));
    } catch (failure) {
      this.#options.onError(failure);
      await this.#ignoreFailure(this.#jobs.retryLater(queue, id));
    } finally {
      clearInterval(renewal);
    }
  }

  async #ignoreFailure<Value>(work: Promise<Value>): Promise<Value | undefined> {
    try {
      return await work;
    } catch (failure) {
      this.#options.onError(failure);
      return undefined;
    }
  }
}

async function waitForSettled(work: readonly Promise<void>[], delayMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delayMs);
  });
  await Promise.race([Promise.allSettled(work), deadline]);
  clearTimeout(timer);
}
