export { cancelTask, createTask, meterOf, type TaskCall, type TaskStep, taskWorkflow } from './task-workflow.ts';
export { DurableTasks, taskFailure, type TaskFailure, type TaskKind } from './durable-tasks.ts';
