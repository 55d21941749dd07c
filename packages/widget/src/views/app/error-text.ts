import type { UiError } from '../../controllers/ui-error.ts';
import { hasMessage } from '../../localization/localizer.ts';
import type { Msg } from '../../localization/localizer.ts';

/** A failure in words: ours for the codes we know by then, the server's for others. */
export function errorText(msg: Msg, { code, detail }: Pick<UiError, 'code' | 'detail'>): string {
  const key = `error.${code}`;
  return hasMessage(key) ? msg(key) : detail || msg('error.unknown');
}
