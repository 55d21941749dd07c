/** Types for `<interview-prep>` in Svelte: `import type {} from '@interview-prep/widget/svelte'`, once. */
import type { HTMLAttributes } from 'svelte/elements';
import type {
  InterviewPrepAttributes,
  InterviewPrepElement,
  InterviewPrepEventMap,
  InterviewPrepProperties,
} from '@interview-prep/widget';

type Listeners = {
  [Name in keyof InterviewPrepEventMap as `on${Name}` | `on:${Name}`]?:
    ((event: InterviewPrepEventMap[Name]) => void) | null | undefined;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'interview-prep': Omit<HTMLAttributes<InterviewPrepElement>, keyof InterviewPrepAttributes> &
      InterviewPrepAttributes &
      InterviewPrepProperties & { key?: string | undefined } & Listeners;
  }
}
