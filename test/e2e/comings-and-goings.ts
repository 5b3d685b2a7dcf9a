import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import type { SharedCluster } from '../harness/shared-cluster.ts';

/** Everything that came to and went from a namespace since the log began, as it was seen by a watch. */
export interface ComingsAndGoings {
  /** `Kind name` of each object that appeared after the first list, oldest first. */
  readonly came: readonly string[];
  /** `Kind name` of each object that was deleted, or that began to go. */
  readonly went: readonly string[];
}

const kinds = [
  ['v1', 'Pod'],
  ['v1', 'PersistentVolumeClaim'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'Deployment'],
  ['batch/v1', 'Job'],
] as const;

/** Follows pods, claims, workloads and Jobs of a namespace until the signal aborts. What is there already counts as known. */
export async function logComingsAndGoings(
  { client }: SharedCluster,
  namespace: string,
  signal: AbortSignal,
): Promise<ComingsAndGoings> {
  const came: string[] = [];
  const went: string[] = [];
  const seen = new Set<string>();
  const going = new Set<string>();
  const nameOf = ({ kind, metadata }: KubeObject) => `${kind} ${metadata.name}`;
  const note = ({ type, object }: { readonly type: string; readonly object: KubeObject }) => {
    const { uid = '', deletionTimestamp } = object.metadata;
    if (!seen.has(uid)) came.push(nameOf(object));
    seen.add(uid);
    if ((type === 'DELETED' || deletionTimestamp !== undefined) && !going.has(uid)) {
      going.add(uid);
      went.push(nameOf(object));
    }
  };
  for (const [apiVersion, kind] of kinds) {
    await client.watch({ apiVersion, kind, namespace }, note, signal);
  }
  came.length = 0;
  return { came, went };
}
