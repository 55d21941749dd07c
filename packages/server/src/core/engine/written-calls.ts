import { bareName, callsAsCode, callsOf, valueOf, type WrittenCall } from './call-shapes.ts';
import { balancedEnd, jsonIn } from './lenient-json.ts';
import { plainSigns } from './plain-signs.ts';
import { actionCalls } from './react-calls.ts';

/** The calls in what stands between marks of calls, in the formats of the well-known families of models. */
export function writtenCalls(text: string): WrittenCall[] {
  return callsIn(withPlainMarks(text)).map(({ name, json }) => ({ name: bareName(name), json }));
}

function callsIn(text: string): WrittenCall[] {
  const actions = actionCalls(text);
  if (actions.length > 0) return actions;
  const inMarkup = [...text.matchAll(MARKUP)].map(([, name = '', body = '']) => ({
    name,
    json: argumentsInMarkup(body),
  }));
  if (inMarkup.length > 0) return inMarkup;
  const named = [...text.matchAll(NAME_BEFORE)].flatMap((match) => {
    const json = argumentsBehind(text.slice(match.index + match[0].length - 1));
    return json === undefined ? [] : [{ name: match[1] ?? '', json }];
  });
  if (named.length > 0) return named;
  const inFields = callInFields(text);
  if (inFields !== undefined) return [inFields];
  const inKeys = /^\s*(?:<[^>]*>)?\s*([\w.-]+)\s*\n?((?:\s*<(?:\w+_)?arg_key>.*)?)/su.exec(text);
  if (inKeys?.[2] !== undefined && inKeys[2] !== '')
    return [{ name: inKeys[1] ?? '', json: argumentsInKeys(inKeys[2]) }];
  const inJson = jsonIn(text).flatMap(({ value }) =>
    text.startsWith('<|tools_prefix|>') ? callsByKey(value) : callsOf(value),
  );
  return inJson.length > 0 ? inJson : callsAsCode(text);
}

/** `<name>list</name><arguments>{…}</arguments>`, under other names too. */
function callInFields(text: string): WrittenCall | undefined {
  const name = /<(?:tool_|function_)?name>\s*([\w.-]+)\s*<\//u.exec(text)?.[1];
  const body = /<(arguments|parameters|args|input)>(.*?)(?:<\/\1>|$)/su.exec(text)?.[2]?.trim() ?? '';
  if (name === undefined) return undefined;
  if (!body.startsWith('<')) return { name, json: body };
  return { name, json: JSON.stringify(fieldsInTags(body)) };
}

/** Each element of a text as a field. */
export function fieldsInTags(text: string): Record<string, unknown> {
  const fields = [...text.matchAll(/<(\w+)>(.*?)<\/\1>/gsu)];
  return Object.fromEntries(fields.map(([, key = '', value = '']) => [key, valueOf(value)]));
}

/** `[{"name":{…}}]`. */
function callsByKey(value: unknown): WrittenCall[] {
  return [value]
    .flat()
    .flatMap((one) =>
      Object.entries(typeof one === 'object' && one !== null ? one : {}).map(([name, args]) => ({
        name,
        json: JSON.stringify(args ?? {}),
      })),
    );
}

/** Marks as their families write them first; what stands between them is left as it is. */
function withPlainMarks(text: string): string {
  return text
    .replaceAll(/[<‹＜](\/?)\s?[|｜]{1,2}\s?DSML\s?[|｜]{1,2}\s?([^<>‹›＜＞]*)[>›＞]/giu, '<$1$2>')
    .replaceAll(/[<‹＜][|｜][\w▁]{1,40}[|｜][>›＞]/gu, plainSigns)
    .replaceAll(/(<\/?)antml:/gu, '$1');
}

/** JSON, also with keys that are not quoted, as `{most:2}`. */
function argumentsBehind(text: string): string | undefined {
  const [json] = jsonIn(text);
  if (json?.start === 0) return JSON.stringify(json.value);
  const object = text.slice(0, balancedEnd(text, 0)).replaceAll('<escape>', '"');
  const quoted = object.replaceAll(/([{,]\s*)([A-Za-z_]\w*)\s*:/gu, '$1"$2":');
  const [piece] = jsonIn(quoted);
  return piece === undefined ? undefined : JSON.stringify(piece.value);
}

/** `<function=name>…</function>`, `<invoke name="name">…</invoke>`, with brackets or a sign forgotten, too. */
const MARKUP =
  /<(?:function=|function name=|invoke name=|function\(|function>(?=[\w.-]+<\/function>))["']?([\w.-]+)["']?\)?\s*(?:>|(?=\{)|<\/function>(?:\s*<(?:parameters|arguments)>)?)(.*?)(?:<\/(?:function|invoke|parameters|arguments)>|(?=<function=|<invoke )|$)/gsu;
const PARAMETER = /<parameter(?:=| name=)["']?([\w.-]+)["']?[^>]*>(.*?)(?:<\/parameter>|(?=<parameter)|$)/gsu;
const KEY = /<(?:\w+_)?arg_key>(.*?)<\/(?:\w+_)?arg_key>\s*<(?:\w+_)?arg_value>(.*?)(?:<\/(?:\w+_)?arg_value>|$)/gsu;
/** `name[ARGS]{…}`, `functions.name:0<|tool_call_argument_begin|>{…}`, `name` and a fence or a line, `call:name{…}`. */
const NAME_BEFORE =
  /([\w.-]+)(?::\d+)?\s*(?:<\|(?:tool_call_argument_begin|tool_sep|content)\|>|(?:\[CALL_ID\]\w+)?\[ARGS\]|\n```json\s|\n(?=\{)|<\|message\|>|(?<=(?:call:|\[TOOL_CALLS\])[\w.-]{1,64}))\s*\{/gu;

function argumentsInMarkup(body: string): string {
  const given = [...body.matchAll(PARAMETER)].map(([, key = '', value = '']) => [key, valueOf(value)]);
  return given.length > 0 ? JSON.stringify(Object.fromEntries(given)) : body.trim();
}

function argumentsInKeys(body: string): string {
  return JSON.stringify(
    Object.fromEntries([...body.matchAll(KEY)].map(([, key = '', value = '']) => [key.trim(), valueOf(value)])),
  );
}

/** The words behind arguments in JSON. */
export function wordsBehind(text: string): string {
  const length = /^\s*[[{]/u.test(text) ? balancedEnd(text, text.search(/[[{]/u)) : undefined;
  return length === undefined ? '' : text.slice(length);
}
