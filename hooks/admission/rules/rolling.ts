/** What is wrong with the number of pods that a roll-out may take away at once, or null: a number from 1, or from `1%` to `100%`. */
export function whyMaxUnavailableWrong(maxUnavailable: number | string | undefined): string | null {
  if (maxUnavailable === undefined) return null;
  if (typeof maxUnavailable === 'number') {
    return maxUnavailable >= 1 ? null : `maxUnavailable must be greater than 0, got ${maxUnavailable}`;
  }
  if (!/^-?[0-9]+%$/.test(maxUnavailable)) return `maxUnavailable must be a percentage, got ${maxUnavailable}`;
  const percent = Number(maxUnavailable.slice(0, -1));
  if (percent >= 1 && percent <= 100) return null;
  return `maxUnavailable percentage must be between 1% and 100%, got ${maxUnavailable}`;
}
