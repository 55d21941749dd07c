import { type ListTasksRequest, type ListTasksResponse, TaskState } from '@a2a-js/sdk';
import { RequestMalformedError } from '@a2a-js/sdk/errors';
import type { Page } from '../../core/records/ports.ts';
import type { Research, ResearchTask } from '../../core/research/ports.ts';
import type { Scope } from '../../core/tenancy/scope.ts';
import { a2aTask, TASK_STATES } from './research-task.ts';

const PAGE = 50;
const MOST_PAGE = 100;
/** The newest that are looked through. Older tasks are found by their id. */
const MOST_TASKS = 500;

/** The caller's tasks, last changed first. */
export async function listedTasks(
  research: Research,
  scope: Scope,
  params: ListTasksRequest,
): Promise<ListTasksResponse> {
  const pageSize = params.pageSize ?? PAGE;
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > MOST_PAGE)
    throw new RequestMalformedError(`pageSize must be between 1 and ${MOST_PAGE}`);
  const wanted = (await newest(research, scope))
    .filter(matching(params))
    .toSorted((a, b) => b.changedAt - a.changedAt || (a.id < b.id ? -1 : 1));
  const begin = params.pageToken === '' ? 0 : wanted.findIndex(({ id }) => id === params.pageToken) + 1;
  if (begin === 0 && params.pageToken !== '') throw new RequestMalformedError('pageToken is not one of ours');
  const page = wanted.slice(begin, begin + pageSize);
  return {
    tasks: page.map((task) => ({ ...a2aTask(task), ...(params.includeArtifacts === true ? {} : { artifacts: [] }) })),
    nextPageToken: begin + pageSize < wanted.length ? (page.at(-1)?.id ?? '') : '',
    pageSize,
    totalSize: wanted.length,
  };
}

function matching({ contextId, status, statusTimestampAfter }: ListTasksRequest): (task: ResearchTask) => boolean {
  const after =
    statusTimestampAfter === undefined || statusTimestampAfter === '' ? undefined : Date.parse(statusTimestampAfter);
  if (Number.isNaN(after)) throw new RequestMalformedError('statusTimestampAfter must be a time');
  return (task) =>
    (contextId === '' || task.contextId === contextId) &&
    (status === TaskState.TASK_STATE_UNSPECIFIED || TASK_STATES[task.state] === status) &&
    (after === undefined || task.changedAt >= after);
}

async function newest(research: Research, scope: Scope): Promise<ResearchTask[]> {
  const tasks: ResearchTask[] = [];
  let page: Page = { limit: MOST_PAGE };
  for (;;) {
    const { data, nextCursor } = await research.list(scope, page);
    tasks.push(...data);
    if (nextCursor === null || tasks.length >= MOST_TASKS) return tasks;
    page = { limit: MOST_PAGE, cursor: nextCursor };
  }
}
