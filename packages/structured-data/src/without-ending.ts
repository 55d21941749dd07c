/**
 * The text without the characters of this class at its end. A pattern such as `/[;,\s]+$/` would begin anew at each of
 * many such characters inside the text, which takes the square of their number.
 */
export function withoutEnding(text: string, characters: RegExp): string {
  let end = text.length;
  while (end > 0 && characters.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
