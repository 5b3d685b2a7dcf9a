/**
 * A text less the white space at its end, as Unicode and Go define it. Looks at nothing but the end: a regular expression would take
 * quadratic time for a value that somebody filled with blanks.
 */
export function trimEndSpace(text: string): string {
  let end = text.length;
  while (end > 0 && /\p{White_Space}/u.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
