/** Types for `<interview-prep>` in the JSX of React 19: `import type {} from '@interview-prep/widget/jsx'`, once. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type {
  InterviewPrepAttributes,
  InterviewPrepElement,
  InterviewPrepEventMap,
  InterviewPrepProperties,
} from '@interview-prep/widget';

type Listeners = {
  [Name in keyof InterviewPrepEventMap as `on${Name}`]?: ((event: InterviewPrepEventMap[Name]) => void) | undefined;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'interview-prep': Omit<
        DetailedHTMLProps<HTMLAttributes<InterviewPrepElement>, InterviewPrepElement>,
        keyof InterviewPrepAttributes
      > &
        InterviewPrepAttributes &
        InterviewPrepProperties &
        Listeners;
    }
  }
}
