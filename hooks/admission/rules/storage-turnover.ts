import type { Issue } from '../../api/issue.ts';
import { hasDataClaim, type StatefulData } from '../../kinds/app/stateful-storage.ts';

/**
 * Warns of an edit that gives the pods of a StatefulSet other volumes: they restart, and what they wrote so far stays behind. Claims are
 * never deleted for that. `path` is the field of the data's storage; undefined data: no StatefulSet before or after, so nothing to warn of.
 */
export function storageTurnover(
  data: StatefulData | undefined,
  old: StatefulData | undefined,
  path: string,
): readonly Issue[] {
  if (data === undefined || old === undefined) return [];
  const warn = (message: string): Issue => ({
    path,
    reason: 'StorageReplaced',
    message: `the pods restart: ${message}`,
  });
  const [claim, former] = [claimOf(data), claimOf(old)];
  const [extra, formerExtra] = [extraClaimsOf(data), extraClaimsOf(old)];
  const [added, removed] = [without(extra, formerExtra), without(formerExtra, extra)];
  return [
    ...(claim === former ? [] : [warn(describeMove(claim, former))]),
    ...(added.length === 0 ? [] : [warn(`they get claims of ${added.join(', ')}`)]),
    ...(removed.length === 0 ? [] : [warn(`they leave the claims of ${removed.join(', ')}, which stay`)]),
  ];
}

function describeMove(claim: string | null, former: string | null): string {
  const stays = `the claims ${former}-… and their data stay, but nothing mounts them`;
  if (claim === null) return `they begin with empty directories that are lost with each pod; ${stays}`;
  const start = `they begin with claims ${claim}-…, which are empty unless they exist`;
  return former === null ? `${start}; what lies in their emptyDir is lost` : `${start}; ${stays}`;
}

function claimOf({ name, storage }: StatefulData): string | null {
  return hasDataClaim(storage) ? name : null;
}

function extraClaimsOf({ claimTemplates = [] }: StatefulData): readonly string[] {
  return claimTemplates.map(({ metadata }) => metadata?.name ?? '');
}

function without(names: readonly string[], others: readonly string[]): readonly string[] {
  return names.filter((name) => !others.includes(name));
}
