import { type LanguageModelV4 } from '@ai-sdk/provider';
import type { ModelRequest } from '../../core/engine/model.ts';
import { SMALL_REQUEST, TOOLS } from '../../core/engine/test-model-script.ts';
import { type AiSdkOptions, aiSdkModel } from './ai-sdk.ts';
import { eventsOf } from './test-sdk-model.ts';

export const WITH_TOOLS: ModelRequest = { ...SMALL_REQUEST, tools: TOOLS };

export const said = (sdk: LanguageModelV4, request: ModelRequest = WITH_TOOLS, options: AiSdkOptions = {}) =>
  eventsOf(aiSdkModel(sdk, options), request);
