import type { Settings } from '../../api/settings.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { groupKey, type ObjectGroups } from '../../metacontroller/contract.ts';
import type { Identity } from '../../objects/metadata.ts';
import type { ScaleTarget } from '../../objects/vpa.ts';
import type { CompleteVMCluster } from './defaults.ts';
import { partIdentity } from './identities.ts';

/** What every part of a cluster is built from. */
export interface ClusterContext {
  readonly cr: CompleteVMCluster;
  readonly observed: ObjectGroups;
  readonly settings: Settings;
}

/** The workload of a part, for autoscalers. */
export function scaleTarget(kind: 'Deployment' | 'StatefulSet', { name }: Identity): ScaleTarget {
  return { apiVersion: 'apps/v1', kind, name };
}

/** The same as it is observed. */
export function observedWorkload(
  { kind, name }: ScaleTarget,
  { namespace }: Identity,
  observed: ObjectGroups,
): KubeObject | undefined {
  return observed[groupKey('apps/v1', kind)]?.[`${namespace}/${name}`];
}

/** Account of all pods of a cluster. */
export function accountOf(cr: CompleteVMCluster): string {
  return cr.spec.serviceAccountName || partIdentity('vmcluster', cr).name;
}
