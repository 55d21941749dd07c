import type { AgentCard, Message, SendMessageRequest, StreamResponse, Task } from '@a2a-js/sdk';
import {
  PushNotificationNotSupportedError,
  RequestMalformedError,
  TaskNotCancelableError,
  TaskNotFoundError,
  UnsupportedOperationError,
} from '@a2a-js/sdk/errors';
import type { A2ARequestHandler } from '@a2a-js/sdk/server';
import type { ServiceError } from '../../core/kernel/service-error.ts';
import type { Research, ResearchState, ResearchTask } from '../../core/research/ports.ts';
import type { Scope } from '../../core/tenancy/scope.ts';
import { a2aErrorOf } from './a2a-errors.ts';
import { requestIn } from './research-message.ts';
import { a2aTask, a2aUpdates } from './research-task.ts';
import { listedTasks } from './task-list.ts';

export type AgentCall = {
  readonly card: AgentCard;
  readonly research: Research;
  readonly scope: Scope;
  /** Aborts when nobody listens any more: the caller left, their credential ran out, or the server stops. Research goes on. */
  readonly ends: AbortSignal;
  /** Called with what went wrong on our side. */
  readonly onFailure: (error: ServiceError) => void;
};

const ENDED: readonly ResearchState[] = ['completed', 'failed', 'cancelled'];

/**
 * The research specialist for one call of A2A, as one caller. Every answer is read from the durable tasks, so that a
 * stream can be taken up again on another process, and after a restart.
 */
export function researchAgent(call: AgentCall): A2ARequestHandler {
  const { research, scope, card } = call;
  const failure = (thrown: unknown) => a2aErrorOf(thrown, call.onFailure);
  const withA2aErrors = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
    try {
      return await work;
    } catch (thrown) {
      throw failure(thrown);
    }
  };
  async function* streamResponses(
    source: AsyncGenerator<StreamResponse, void, undefined>,
  ): AsyncGenerator<StreamResponse, void, undefined> {
    try {
      yield* source;
    } catch (thrown) {
      throw failure(thrown);
    }
  }
  return {
    getAgentCard: async () => card,
    sendMessage: (params) => withA2aErrors(sendMessage(call, params)),
    sendMessageStream: (params) => streamResponses(sendAndFollow(call, params)),
    getTask: ({ id }) => withA2aErrors(research.get(scope, checkedId(id)).then(a2aTask)),
    cancelTask: ({ id }) => withA2aErrors(cancelTask(call, checkedId(id))),
    resubscribe: ({ id }) => streamResponses(followAgain(call, checkedId(id))),
    listTasks: (params) => withA2aErrors(listedTasks(research, scope, params)),
    getAuthenticatedExtendedAgentCard: () =>
      Promise.reject(new UnsupportedOperationError('There is one card, for everybody.')),
    createTaskPushNotificationConfig: noPush,
    getTaskPushNotificationConfig: noPush,
    listTaskPushNotificationConfigs: noPush,
    deleteTaskPushNotificationConfig: noPush,
  };
}

const noPush = (): Promise<never> => Promise.reject(new PushNotificationNotSupportedError());

async function beginTask(
  { research, scope }: AgentCall,
  { message, configuration }: SendMessageRequest,
): Promise<ResearchTask> {
  if (message === undefined || message.messageId === '')
    throw new RequestMalformedError('A message with a messageId is needed.');
  if (configuration?.taskPushNotificationConfig !== undefined) throw new PushNotificationNotSupportedError();
  if (message.taskId !== '') {
    await research.get(scope, checkedId(message.taskId));
    throw new UnsupportedOperationError('A research task takes one message. Send another message without a task id.');
  }
  return research.create(scope, requestIn(message), contextOf(message));
}

async function sendMessage(call: AgentCall, params: SendMessageRequest): Promise<Task> {
  let task = await beginTask(call, params);
  if (params.configuration?.returnImmediately !== true) {
    for await (const next of call.research.follow(call.scope, task.id, call.ends)) task = next;
  }
  return a2aTask(task);
}

async function* sendAndFollow(
  call: AgentCall,
  params: SendMessageRequest,
): AsyncGenerator<StreamResponse, void, undefined> {
  const task = await beginTask(call, params);
  yield { payload: { $case: 'task', value: a2aTask(task) } };
  yield* changes(task, call.research.follow(call.scope, task.id, call.ends));
}

async function* followAgain(
  { research, scope, ends }: AgentCall,
  taskId: string,
): AsyncGenerator<StreamResponse, void, undefined> {
  const task = await research.get(scope, taskId);
  if (ENDED.includes(task.state)) throw new UnsupportedOperationError('The task has ended. Get it instead.');
  yield { payload: { $case: 'task', value: a2aTask(task) } };
  yield* changes(task, research.follow(scope, taskId, ends));
}

/** The changes after `known`, which was sent already. */
async function* changes(
  known: ResearchTask,
  tasks: AsyncIterable<ResearchTask>,
): AsyncGenerator<StreamResponse, void, undefined> {
  let last = known;
  for await (const task of tasks) {
    if (task.state === last.state && task.step === last.step) continue;
    last = task;
    yield* a2aUpdates(task);
  }
}

async function cancelTask({ research, scope }: AgentCall, taskId: string): Promise<Task> {
  const task = await research.cancel(scope, taskId);
  if (task.state !== 'cancelled') throw new TaskNotCancelableError('The task has already ended.');
  return a2aTask(task);
}

/** Callers of 0.3 are not checked by any codec. */
function checkedId(id: unknown): string {
  if (typeof id !== 'string' || id === '') throw new RequestMalformedError('The id of a task is needed.');
  if (!/^\w{1,64}$/u.test(id)) throw new TaskNotFoundError();
  return id;
}

function contextOf({ contextId }: Message): { contextId?: string } {
  if (contextId === '') return {};
  if (!/^[\w.:-]{1,128}$/u.test(contextId))
    throw new RequestMalformedError('A contextId holds at most 128 letters, digits and ._:-');
  return { contextId };
}
