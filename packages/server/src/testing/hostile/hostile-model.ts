import { type ScriptedModel, scriptedModel } from '../scripted-model.ts';
import type { HostileBehaviour } from './behaviour.ts';
import { decisionAbuse } from './decision-abuse.ts';
import { replyAbuse } from './reply-abuse.ts';
import { toolAbuse } from './tool-abuse.ts';

/** The tools that a hostile model tries, by name. */
const TOOLS = [
  'get_resume',
  'upload_resume',
  'list_preps',
  'generate_prep',
  'get_upcoming_interviews',
  'save_prep_response',
  'generate_interview_agenda',
  'get_compensation_context',
  'get_prep_goals_status',
];

/**
 * More than two hundred ways in which a model can be an enemy: foreign ids, every tool with every bad argument, forged
 * events, exfiltration by markdown and links, inflated scores, invented quotes, endless tool calls and replies, dumps
 * of its prompt, obedience to orders hidden in what it reads. Run your own composition under each, and see that nothing
 * gives.
 */
export function hostileBehaviours({ tools = TOOLS }: { tools?: readonly string[] } = {}): readonly HostileBehaviour[] {
  return [...toolAbuse(tools), ...replyAbuse(tools), ...decisionAbuse()];
}

/** A model that behaves in one of these ways. */
export function hostileModel({ script, name }: HostileBehaviour): ScriptedModel {
  return scriptedModel(script, { id: `hostile: ${name}` });
}
