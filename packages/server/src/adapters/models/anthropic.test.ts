import { modelSuite } from '../../core/mind/model.suite.ts';
import { anthropicModel } from './anthropic.ts';
import { anthropicServer } from './test-anthropic.ts';

modelSuite('Anthropic', (script) => anthropicServer(script, (baseUrl) => anthropicModel({ model: 'claude-haiku-4-5', apiKey: 'key', baseUrl })));
modelSuite('Anthropic, older', (script) => anthropicServer(script, (baseUrl) => anthropicModel({ model: 'claude-3-haiku-20240307', apiKey: 'key', baseUrl })));
