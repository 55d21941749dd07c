import { modelSuite } from '../../core/mind/model.suite.ts';
import { openAiCompatibleModel } from './openai-compatible.ts';
import { openAiServer } from './test-openai.ts';

modelSuite('an OpenAI-compatible server', (script) => openAiServer(script, (baseUrl) => openAiCompatibleModel({ model: 'small', baseUrl, apiKey: 'key' })));
modelSuite('an OpenAI-compatible server with structured outputs that reads PDFs', (script) => openAiServer(script, (baseUrl) => openAiCompatibleModel({ model: 'small', baseUrl, structuredOutputs: true, reads: { pdf: true } })));
