import type { KubeObject } from '../lib/kube-object.ts';
import type { ObjectGroups } from './contract.ts';

/** One group of a hook request, by name. Throws when the request lacks it: nothing known is not the same as nothing there, and what looks gone would be removed. */
export function groupOf(
  groups: ObjectGroups,
  key: string,
  what: 'related group' | 'group' = 'related group',
): Readonly<Record<string, KubeObject>> {
  const group = groups[key];
  if (group === undefined) throw new Error(`the request lacks the ${what} ${key}`);
  return group;
}
