/** One text or a list of them, as users may write `regex`, `if` and `match`. */
export type TextOrTexts = string | readonly string[];

/** The shortest form of the same: undefined for nothing, the text for one, else the list. */
export function shortenTexts(value: TextOrTexts | undefined): TextOrTexts | undefined {
  const list = typeof value === 'string' ? [value] : (value ?? []);
  if (list.length > 1) return list;
  return list[0] === '' ? undefined : list[0];
}
