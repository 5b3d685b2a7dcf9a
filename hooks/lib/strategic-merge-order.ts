import type { JsonObject } from './json.ts';

/** Items of a list that merges by key, each with the value of its key. */
export type MergedList = { readonly key: unknown; readonly item: JsonObject }[];

/**
 * Puts a merged list into the order that Kubernetes' strategicpatch gives it: items of the patch keep the patch's order, the
 * others keep the original's order and each goes before the first patch item that stood behind it in the original; where the
 * original knows no such order, patch items go first. Items with equal keys are kept next to each other.
 */
export function mergeListOrder(lists: {
  readonly merged: MergedList;
  readonly patchOrder: MergedList;
  readonly originalOrder: MergedList;
}): MergedList {
  const patchRank = ranks(lists.patchOrder);
  const originalRank = ranks(lists.originalOrder);
  const fromPatch = lists.merged.filter(({ key }) => patchRank.has(key)).toSorted(by(patchRank));
  const others = lists.merged.filter(({ key }) => !patchRank.has(key)).toSorted(by(originalRank));

  const ordered: MergedList = [];
  let next = 0;
  for (const item of fromPatch) {
    const place = originalRank.get(item.key);
    while (place !== undefined && next < others.length) {
      const other = others[next];
      if (other === undefined || (originalRank.get(other.key) ?? place) >= place) break;
      ordered.push(other);
      next++;
    }
    ordered.push(item);
  }
  return [...ordered, ...others.slice(next)];
}

// The first of equal keys counts.
function ranks(list: MergedList): ReadonlyMap<unknown, number> {
  const ranking = new Map<unknown, number>();
  for (const [index, { key }] of list.entries()) if (!ranking.has(key)) ranking.set(key, index);
  return ranking;
}

function by(ranking: ReadonlyMap<unknown, number>) {
  return (a: MergedList[number], b: MergedList[number]): number =>
    (ranking.get(a.key) ?? 0) - (ranking.get(b.key) ?? 0);
}
