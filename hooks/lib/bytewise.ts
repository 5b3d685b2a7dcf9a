/**
 * Compares two strings by their UTF-8 bytes, as Go's `<` and `sort.Strings` do; negative, zero or positive, for `toSorted`.
 * UTF-16 order (the default of `sort`) puts U+FFFD behind an emoji, which would order args differently and so restart pods.
 * A lone surrogate counts as U+FFFD, the character that it becomes when it is written as UTF-8; the total order stays strict.
 */
export function compareBytewise(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue;
    const start = i > 0 && isHighSurrogate(a.charCodeAt(i - 1)) ? i - 1 : i;
    // UTF-8 keeps the order of code points, so nothing has to be encoded.
    return (
      codePointFrom(a, start) - codePointFrom(b, start) || codePointFrom(a, i) - codePointFrom(b, i) || (a < b ? -1 : 1)
    );
  }
  return a.length - b.length;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function codePointFrom(text: string, index: number): number {
  const point = text.codePointAt(index) ?? 0;
  return point >= 0xd800 && point < 0xe000 ? 0xfffd : point;
}
