import type { SharedCluster } from '../harness/shared-cluster.ts';

const actionKinds = [
  ['batch/v1', 'Job'],
  ['rbac.authorization.k8s.io/v1', 'Role'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
  ['v1', 'ServiceAccount'],
] as const;

/** What actions have made in a namespace and what is still there, as `Kind name`. */
export async function actionLeftovers({ client }: SharedCluster, namespace: string): Promise<readonly string[]> {
  const labelSelector = 'vmop.victoriametrics.com/action';
  const lists = await Promise.all(
    actionKinds.map(([apiVersion, kind]) => client.list({ apiVersion, kind, namespace, labelSelector })),
  );
  return lists.flat().map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}
