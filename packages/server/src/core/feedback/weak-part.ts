export type StarPart = 'situation' | 'task' | 'action' | 'result';
/** What a follow-up asks about: the weakest part of an answer. */
export type WeakPart =
  | StarPart
  | 'specifics'
  | 'own_role'
  | 'relevance'
  | 'steps'
  | 'reason'
  | 'example'
  | 'people'
  | 'check'
  | 'duties'
  | 'detail'
  | 'link';
