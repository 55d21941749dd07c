/** Types for `<interview-prep>` in Vue templates: `import type {} from '@interview-prep/widget/vue'`, once. */
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type {
  InterviewPrepAttributes,
  InterviewPrepElement,
  InterviewPrepEventMap,
  InterviewPrepProperties,
} from '@interview-prep/widget';

type Listeners = { [Name in keyof InterviewPrepEventMap]: (event: InterviewPrepEventMap[Name]) => void };

declare module 'vue' {
  interface GlobalComponents {
    'interview-prep': new () => InterviewPrepElement & {
      $props: HTMLAttributes & InterviewPrepAttributes & InterviewPrepProperties & PublicProps;
      $emit: EmitFn<Listeners>;
    };
  }
}
