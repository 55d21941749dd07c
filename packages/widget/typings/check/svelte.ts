// oxlint-disable import/no-empty-named-blocks, unicorn/require-module-specifiers -- this is the line that users write
import type {} from '@interview-prep/widget/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

type Tag = SvelteHTMLElements['interview-prep'];

export const tag: Tag = {
  id: 'practice',
  server: 'https://prep.example.com',
  key: 'ipk_1',
  mode: 'inline',
  'onip-error': ({ detail }) => void detail.requestId,
  'on:ip-ready': ({ detail }) => void detail.restored,
};
// @ts-expect-error -- there is no such theme
export const wrongTheme: Tag = { theme: 'blue' };
// @ts-expect-error -- a feedback event holds no score
export const wrongDetail: Tag = { 'onip-feedback': ({ detail }) => void detail.score };
