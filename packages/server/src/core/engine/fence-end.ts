/** Where a fence of these signs ends, with the fences within it: each of those has a language where it begins. */
export function fenceEnd(signs: string): (text: string) => { at: number; length: number } | undefined {
  const sign = signs.charAt(0);
  const line = new RegExp(String.raw`^[ \t]*(${sign}{3,})[ \t]*([^\n${sign}]*)(?:\n|$)`, 'gmu');
  return (text) => {
    let within = 0;
    for (const { index, 0: whole, 1: run = '', 2: language = '' } of text.matchAll(line)) {
      if (language.trim() !== '') within += 1;
      else if (within > 0) within -= 1;
      else if (run.length >= signs.length) return { at: index, length: whole.length };
    }
    return undefined;
  };
}
