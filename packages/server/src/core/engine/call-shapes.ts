import { lenientJson } from './lenient-json.ts';

/** A call that a model wrote into its text. `json` are its arguments. */
export type WrittenCall = { readonly name: string; readonly json: string };

type Fields = Readonly<Record<string, unknown>>;

/** The name of a tool without what a model's format puts around it. */
export const bareName = (name: string): string =>
  name.replace(/^(?:functions|default_api|tools|api)[.:]/u, '').replace(/(?:\.call|:\d+)$/u, '');

/** A number, a truth or a list where it reads as one; otherwise words. */
export function valueOf(text: string): unknown {
  try {
    return lenientJson(text.trim());
  } catch {
    return text.trim();
  }
}

/** `{"name":…,"arguments":…}` under the names that models give to both, alone, in a list, or in `tool_calls`. */
export function callsOf(value: unknown): WrittenCall[] {
  if (Array.isArray(value)) return value.flatMap(callsOf);
  const fields = fieldsOf(value);
  const calls = fields['tool_calls'] ?? fields['function_call'];
  if (calls !== undefined) return callsOf(calls);
  const inner = fieldsOf(fields['function']);
  const name = [
    inner['name'],
    fields['name'],
    fields['function'],
    fields['tool'],
    fields['tool_name'],
    fields['action'],
  ].find((one) => typeof one === 'string');
  if (typeof name !== 'string') return [];
  const own = Object.keys(inner).length > 0 ? inner : fields;
  const args = ['arguments', 'parameters', 'args', 'input', 'action_input', 'tool_input'].find((key) => key in own);
  const given = args === undefined ? {} : own[args];
  return [{ name, json: typeof given === 'string' ? given : JSON.stringify(given ?? {}) }];
}

/** `[name(key="value", other=3)]`, as some models write Python. */
export function callsAsCode(text: string): WrittenCall[] {
  return [...text.matchAll(/([A-Za-z_][\w.]*)\(([^()]*)\)/gu)].map(([, name = '', given = '']) => {
    const args = [...given.matchAll(/(\w+)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^,\s]+)/gu)].map(
      ([, key = '', value = '']) => [
        key,
        valueOf(
          value.replace(/^'(.*)'$/su, (_all, words: string) => JSON.stringify(words)).replace(/^(True|False)$/u, lower),
        ),
      ],
    );
    return { name, json: JSON.stringify(Object.fromEntries(args)) };
  });
}

const lower = (text: string): string => text.toLowerCase();

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
