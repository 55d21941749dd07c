import {
  type Artifact,
  type Message,
  type Part,
  type StreamResponse,
  type Task,
  type TaskStatus,
  Role,
  TaskState,
} from '@a2a-js/sdk';
import { isoTime } from '../../core/kernel/clock.ts';
import type { ResearchState, ResearchTask } from '../../core/research/ports.ts';
import { researchAsMarkdown } from '../../core/research/report-markdown.ts';

export const TASK_STATES: Readonly<Record<ResearchState, TaskState>> = {
  submitted: TaskState.TASK_STATE_SUBMITTED,
  working: TaskState.TASK_STATE_WORKING,
  completed: TaskState.TASK_STATE_COMPLETED,
  failed: TaskState.TASK_STATE_FAILED,
  cancelled: TaskState.TASK_STATE_CANCELED,
};

/** A task as A2A has it. What the caller sent is not repeated: there is no history. */
export function a2aTask(task: ResearchTask): Task {
  return {
    id: task.id,
    contextId: task.contextId,
    status: statusOf(task),
    artifacts: artifactsOf(task),
    history: [],
    metadata: undefined,
  };
}

/** One change of a task as stream responses: its report, when there is one, before the state that ends it. */
export function a2aUpdates(task: ResearchTask): StreamResponse[] {
  const { id: taskId, contextId } = task;
  const reports = artifactsOf(task).map((artifact): StreamResponse => ({
    payload: {
      $case: 'artifactUpdate',
      value: { taskId, contextId, artifact, append: false, lastChunk: true, metadata: undefined },
    },
  }));
  return [
    ...reports,
    { payload: { $case: 'statusUpdate', value: { taskId, contextId, status: statusOf(task), metadata: undefined } } },
  ];
}

function statusOf(task: ResearchTask): TaskStatus {
  return { state: TASK_STATES[task.state], message: said(task), timestamp: isoTime(task.changedAt) };
}

function said({ id, contextId, step, changedAt, failure }: ResearchTask): Message {
  return {
    // The same words at the same moment are the same message, also when they are asked for again.
    messageId: `${id}-${changedAt}`,
    contextId,
    taskId: id,
    role: Role.ROLE_AGENT,
    parts: [part({ $case: 'text', value: failure?.message ?? step }, 'text/plain')],
    metadata: failure === undefined ? undefined : { code: failure.code, retryable: failure.retryable },
    extensions: [],
    referenceTaskIds: [],
  };
}

function artifactsOf({ report }: ResearchTask): Artifact[] {
  if (report === undefined) return [];
  const parts = [
    part({ $case: 'text', value: researchAsMarkdown(report) }, 'text/markdown'),
    part({ $case: 'data', value: report }, 'application/json'),
  ];
  return [
    {
      artifactId: 'report',
      name: 'report.md',
      description: 'What was found about the company, with sources.',
      parts,
      metadata: undefined,
      extensions: [],
    },
  ];
}

function part(content: NonNullable<Part['content']>, mediaType: string): Part {
  return { content, mediaType, filename: '', metadata: undefined };
}
