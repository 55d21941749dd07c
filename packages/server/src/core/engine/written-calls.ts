import { jsonIn, lenientJson } from './lenient-json.ts';

/** A call that a model wrote into its text. `json` are its arguments. */
export type WrittenCall = { readonly name: string; readonly json: string };

type Fields = Readonly<Record<string, unknown>>;

/** The calls in what stands between marks of calls, in the formats of the well-known families of models. */
export function writtenCalls(text: string): WrittenCall[] {
  const inMarkup = [...text.matchAll(MARKUP)].map(([, name = '', body = '']) => ({
    name,
    json: argumentsInMarkup(body),
  }));
  if (inMarkup.length > 0) return inMarkup;
  const named = [...text.matchAll(NAME_BEFORE)].flatMap((match) => {
    const [json] = jsonIn(text.slice(match.index + match[0].length - 1));
    return json === undefined ? [] : [{ name: match[1] ?? '', json: JSON.stringify(json.value) }];
  });
  if (named.length > 0) return named;
  const inKeys = /^\s*(?:<[^>]*>)?\s*([\w.-]+)\s*\n?((?:\s*<arg_key>.*)?)/su.exec(text);
  if (inKeys?.[2] !== undefined && inKeys[2] !== '')
    return [{ name: inKeys[1] ?? '', json: argumentsInKeys(inKeys[2]) }];
  const inJson = jsonIn(text).flatMap(({ value }) => callsOf(value));
  return inJson.length > 0 ? inJson : callsAsCode(text);
}

/** `<function=name>…</function>`, `<invoke name="name">…</invoke>`. */
const MARKUP =
  /<(?:function=|function name=|invoke name=)["']?([\w.-]+)["']?\s*>(.*?)(?:<\/(?:function|invoke)>|(?=<function=|<invoke )|$)/gsu;
const PARAMETER = /<parameter(?:=| name=)["']?([\w.-]+)["']?[^>]*>(.*?)(?:<\/parameter>|(?=<parameter)|$)/gsu;
const KEY = /<arg_key>(.*?)<\/arg_key>\s*<arg_value>(.*?)(?:<\/arg_value>|$)/gsu;
/** `name[ARGS]{…}`, `functions.name:0<|tool_call_argument_begin|>{…}`, `name` and a fence, `call:name{…}`. */
const NAME_BEFORE =
  /([\w-]+)(?::\d+)?\s*(?:<\|tool_call_argument_begin\|>|\[ARGS\]|\n```json\s|<\|message\|>|(?<=call:[\w-]{1,64}))\s*\{/gu;

function argumentsInMarkup(body: string): string {
  const given = [...body.matchAll(PARAMETER)].map(([, key = '', value = '']) => [key, valueOf(value)]);
  return given.length > 0 ? JSON.stringify(Object.fromEntries(given)) : body.trim();
}

function argumentsInKeys(body: string): string {
  return JSON.stringify(
    Object.fromEntries([...body.matchAll(KEY)].map(([, key = '', value = '']) => [key.trim(), valueOf(value)])),
  );
}

/** A number, a truth or a list where it reads as one; otherwise words. */
function valueOf(text: string): unknown {
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
function callsAsCode(text: string): WrittenCall[] {
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
