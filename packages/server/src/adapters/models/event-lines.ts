/**
 * The data of an event stream, also where it is written carelessly: any line ends, no space after the colon, no blank line
 * between events, JSON or an error on a line without a field name. What the end of the body cuts off is left out, but for
 * `[DONE]`, which is whole as soon as it stands there.
 */
export class EventLines {
  #rest = '';
  #data: string[] = [];
  #isError = false;

  take(text: string): string[] {
    const lines = `${this.#rest}${text}`.split(/\r\n|\n|\r(?!$)/u);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#line(line));
  }

  end(): string[] {
    const last = this.#rest.trim();
    this.#rest = '';
    const done = /^(?:data:)?\s*\[DONE\]$/u.test(last) ? [...this.#event(), '[DONE]'] : [];
    return done.length === 0 && this.#data.join('').trim() === '[DONE]' ? this.#event() : done;
  }

  #line(line: string): string[] {
    if (line.trim() === '') return this.#event();
    const [, field = '', value = ''] = /^([a-z]+):[ \t]?(.*)$/su.exec(line) ?? [];
    if (field === 'event') this.#isError = value.trim() === 'error';
    if (field === 'error') return [...this.#event(), `{"error":${jsonOf(value)}}`];
    if (field === 'data') return this.#add(value);
    return /^\s*[{[]/u.test(line) ? this.#add(line) : [];
  }

  /** A line after data that is whole belongs to the next event. */
  #add(value: string): string[] {
    const before = this.#data.length > 0 && isWhole(this.#data.join('\n')) ? this.#event() : [];
    this.#data.push(value);
    return before;
  }

  #event(): string[] {
    const data = this.#data.join('\n').trim();
    const isError = this.#isError;
    this.#data = [];
    this.#isError = false;
    if (data === '') return [];
    return [isError && !data.includes('"error"') ? `{"error":${jsonOf(data)}}` : data];
  }
}

function isWhole(data: string): boolean {
  if (data.trim() === '[DONE]') return true;
  try {
    JSON.parse(data);
    return true;
  } catch {
    return false;
  }
}

/** The text itself where it is JSON, or the text as a JSON string. */
function jsonOf(text: string): string {
  return isWhole(text) ? text : JSON.stringify(text);
}
