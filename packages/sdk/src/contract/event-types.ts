// Generated from openapi.yaml by `npm run generate`. Do not edit.

/** Every type of event in the contract. */
export const EVENT_TYPES: readonly string[] = (
  'disclosure ' +
  'message ' +
  'token ' +
  'partial ' +
  'tool_call ' +
  'tool_result ' +
  'prep_progress ' +
  'pdf_generated ' +
  'prep_list ' +
  'question ' +
  'feedback ' +
  'choices ' +
  'plan ' +
  'summary ' +
  'usage ' +
  'interrupted ' +
  'error ' +
  'done'
).split(' ');
