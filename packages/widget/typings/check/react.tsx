// oxlint-disable import/no-empty-named-blocks, unicorn/require-module-specifiers -- this is the line that users write
import type {} from '@interview-prep/widget/jsx';
import { InterviewPrepWidget } from '@interview-prep/widget/react';

export const tag = (
  <interview-prep
    id="practice"
    className="wide"
    server="https://prep.example.com"
    publishableKey="ipk_1"
    mode="modal"
    theme="dark"
    posting={{ kind: 'text', text: 'An advert' }}
    ref={(element) => element?.open()}
    onip-feedback={({ detail }) => detail.attempt + 1}
  />
);

// @ts-expect-error -- there is no such mode
export const wrongMode = <interview-prep mode="popup" />;
// @ts-expect-error -- a feedback event holds no score
export const wrongDetail = <interview-prep onip-feedback={({ detail }) => void detail.score} />;

export const component = (
  <InterviewPrepWidget
    server="https://prep.example.com"
    getClientToken={async () => 'ict_1'}
    onPrepReady={({ detail }) => detail.prepId.length}
  />
);
// @ts-expect-error -- the theme is a word of ours
export const wrongTheme = <InterviewPrepWidget theme="blue" />;
