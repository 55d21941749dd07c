// oxlint-disable import/no-empty-named-blocks, unicorn/require-module-specifiers -- this is the line that users write
import type {} from '@interview-prep/widget/vue';
import type { GlobalComponents } from 'vue';

type Tag = InstanceType<GlobalComponents['interview-prep']>;
type Props = Tag['$props'];

export const props: Props = {
  key: 1,
  id: 'practice',
  server: 'https://prep.example.com',
  publishableKey: 'ipk_1',
  mode: 'fab',
  messages: {},
};
// @ts-expect-error -- there is no such mode
export const wrongMode: Props = { mode: 'popup' };

/** Never called; it only has to compile. */
export function emits(tag: Tag, event: CustomEvent<{ prepId: string }>): void {
  tag.$emit('ip-prep-ready', event);
  // @ts-expect-error -- there is no such event
  tag.$emit('ip-prep', event);
  tag.open();
}
