import * as z from 'zod';
import { ServiceError } from '../../packages/server/src/core/kernel/service-error.ts';
import type { Clock } from '../../packages/server/src/core/kernel/clock.ts';
import type { Tool, Toolbox } from '../../packages/server/src/core/tools/ports.ts';
import { toolbox } from '../../packages/server/src/core/tools/toolbox.ts';

/** What the suite wants to see kept in a list of tools, as it stands in its description. */
const DIALECT = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: { address: { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } } },
  properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
  additionalProperties: false,
};

const base = {
  input: z.object({}),
  output: z.object({ text: z.string() }),
  readOnly: true,
  scope: 'me',
  deadlineMs: 10_000,
} as const;

/** The tools that the official suite calls, as a `Toolbox`: everything else is the product's own code. */
export function fixtureTools(clock: Clock): Toolbox {
  const said = (text: string) => ({ output: { text }, summary: text });
  const tools: Tool[] = [
    {
      ...base,
      name: 'test_simple_text',
      description: 'Answers with text.',
      run: async () => said('This is a simple text response for testing.'),
    },
    {
      ...base,
      name: 'test_error_handling',
      description: 'Always fails.',
      run: async () =>
        Promise.reject(
          new ServiceError('internal', { detail: 'This tool intentionally returns an error for testing' }),
        ),
    },
    {
      ...base,
      name: 'test_tool_with_progress',
      description: 'Tells how far it is.',
      run: async (_input, { report }) => {
        for (const done of [0, 50, 100])
          await report({
            type: 'prep_progress',
            prepId: 'prp_1',
            status: 'researching',
            step: `${done} of 100`,
            stepsDone: done,
            stepsTotal: 100,
          });
        return said('Done');
      },
    },
    {
      ...base,
      name: 'json_schema_2020_12_tool',
      description: 'Tool with JSON Schema 2020-12 features',
      run: async () => said('Done'),
    },
  ];
  const box = toolbox(tools, clock);
  return {
    ...box,
    bind: (call) =>
      box
        .bind(call)
        .map((tool) => (tool.name === 'json_schema_2020_12_tool' ? { ...tool, inputSchema: DIALECT } : tool)),
  };
}
