import type { UiError } from '../../controllers/ui-error.ts';
import { hasMessage } from '../../localization/localizer.ts';
import type { Msg } from '../../localization/localizer.ts';

/** The text for an error: our own for codes with a loaded text, else the server's message. */
export function errorText(msg: Msg, { code, detail }: Pick<UiError, 'code' | 'detail'>): string {
  const key = `error.${code}`;
  return hasMessage(key) ? msg(key) : detail || msg('error.unknown');
}
