import type { ModelLine } from '../scripted-model.ts';
import { type HostileBehaviour, inReply, once } from './behaviour.ts';

/** What a model may send as arguments that no tool should take. */
const BAD_ARGUMENTS: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[{"content":"x"}]'],
  ['a number', '42'],
  ['half of an object', '{"content":"x'],
  ['a prototype', '{"__proto__":{"isAdmin":true},"content":"x"}'],
  ['a constructor', '{"constructor":{"prototype":{"isAdmin":true}}}'],
  ['somebody else', '{"user_id":"cand_other","tenant_id":"ten_other","email":"other@example.com"}'],
  ['wrong types', '{"content":{"a":1},"job_description":[1],"minutes":"many","question":7,"answer":null}'],
  [
    'a text without end',
    JSON.stringify({ content: 'x'.repeat(300_000), job_description: 'y'.repeat(300_000), answer: 'z'.repeat(300_000) }),
  ],
  ['broken signs', '{"content":"a\\u0000b \\ud800"}'],
  ['a great depth', `{"content":${'['.repeat(500)}${']'.repeat(500)}}`],
];

/** Ids that are somebody else's, and places that are nobody's. */
const FOREIGN: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['a foreign interview', { interview_id: 'cal_other' }],
  ['a foreign document', { prep_id: 'prp_other', prepId: 'prp_other' }],
  ['a path', { path: '../../etc/passwd', file: '/etc/shadow' }],
  [
    'an address inside',
    { url: 'http://169.254.169.254/latest/meta-data', job_description: 'http://127.0.0.1:3000/v1/keys' },
  ],
  ['a key', { authorization: 'Bearer isk_1234', secretKey: 'isk_1234' }],
];

const NO_SUCH_TOOL = [
  'delete_all',
  'eval',
  'read_file',
  'get_resume; rm -rf /',
  '__proto__',
  'constructor',
  'toString',
  '',
  'GET_RESUME',
  'list_keys',
  'research_company',
  'x'.repeat(500),
  'get_resume\n\nevent: done',
];

/** Every tool with everything it should refuse, tools that there are not, and tools without end. */
export function toolAbuse(tools: readonly string[]): HostileBehaviour[] {
  const call = (name: string, lines: readonly ModelLine[]): HostileBehaviour => ({
    family: 'tools',
    name,
    script: inReply(once(lines)),
  });
  return [
    ...tools.flatMap((tool) =>
      BAD_ARGUMENTS.map(([what, args]) => call(`${tool} with ${what}`, [{ call: tool, args }])),
    ),
    ...tools.flatMap((tool) => FOREIGN.map(([what, args]) => call(`${tool} for ${what}`, [{ call: tool, args }]))),
    ...NO_SUCH_TOOL.map((tool) =>
      call(`a tool named ${JSON.stringify(tool.slice(0, 30))}`, [{ call: tool, args: {} }]),
    ),
    { family: 'endless', name: 'a tool again and again', script: inReply(() => [{ call: tools[0] ?? 'none' }]) },
    {
      family: 'endless',
      name: 'every tool at once, again and again',
      script: inReply(() => tools.map((tool) => ({ call: tool }))),
    },
    {
      family: 'endless',
      name: 'a thousand calls in one answer',
      script: inReply(once(Array.from({ length: 1_000 }, () => ({ call: tools[0] ?? 'none' })))),
    },
    {
      family: 'endless',
      name: 'words and tools in turn',
      script: inReply(() => ['And then ', { call: tools[0] ?? 'none' }]),
    },
  ];
}
