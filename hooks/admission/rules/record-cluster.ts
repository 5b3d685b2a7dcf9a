import type { CustomResource } from '../../api/api-kind.ts';
import type { Issue } from '../../api/issue.ts';
import type { ContainerPatch } from '../../api/kubernetes.ts';
import type { Settings } from '../../api/settings.ts';
import { namesNodesOnce, type StorageNodesRuleSpec } from '../../config/storage-nodes-once.ts';
import { neverScalesDown } from '../../objects/horizontal-pod-autoscaler.ts';
import { type PartNameSource, partName } from '../../objects/part-name.ts';
import { type AutoscalingRuleSpec, ordersReplicaLimits } from './autoscaling.ts';
import { isByteSize } from './byte-size.ts';
import { type PartRuleSpec, partIssues, partWarnings } from './cluster-part.ts';
import { buildsContainers } from './pod.ts';
import { whyMaxUnavailableWrong } from './rolling.ts';
import { collect } from './rule.ts';
import { keepsStorageClass, keepsStorageSize, type StorageRuleSpec } from './storage.ts';

/** A part of a cluster of logs or traces that keeps no data. */
interface StatelessPartSpec extends PartRuleSpec, StorageNodesRuleSpec {
  readonly containers?: readonly ContainerPatch[] | undefined;
  readonly hpa?: AutoscalingRuleSpec | undefined;
}

/** The storage nodes of a cluster of logs or traces. */
interface StoragePartSpec extends PartRuleSpec {
  readonly containers?: readonly ContainerPatch[] | undefined;
  readonly hpa?: AutoscalingRuleSpec | undefined;
  readonly retentionMaxDiskSpaceUsageBytes?: string | undefined;
  readonly rollingUpdateStrategyBehavior?: { readonly maxUnavailable?: number | string | undefined } | undefined;
  readonly storage?:
    | { readonly volumeClaimTemplate?: { readonly spec?: StorageRuleSpec | undefined } | undefined }
    | undefined;
}

/** A cluster of logs or traces, its parts by role; `prefix` begins the names of its programs: `vl`, `vt`. */
export interface RecordCluster {
  readonly cr: CustomResource & PartNameSource;
  readonly prefix: 'vl' | 'vt';
  /** Path of each part: `spec.vlinsert`, `spec.insert`. */
  readonly paths: { readonly insert: string; readonly select: string; readonly storage: string };
  readonly insert: StatelessPartSpec | undefined;
  readonly select: StatelessPartSpec | undefined;
  readonly storage: StoragePartSpec | undefined;
  /** The storage nodes before a change. */
  readonly oldStorage: StoragePartSpec | undefined;
  readonly loadBalancer:
    | {
        readonly enabled?: boolean | undefined;
        readonly spec?: (PartRuleSpec & { readonly hpa?: AutoscalingRuleSpec | undefined }) | undefined;
      }
    | undefined;
  /** Addresses of the cluster's own storage which nobody may name as a further node. */
  readonly ownNodes: readonly string[];
}

const balancerPath = 'spec.requestsLoadBalancer.spec';

/** Issues of a VLCluster or VTCluster, on one object and, with `oldStorage`, on a change. The limits of the storage's autoscaling are not compared, as with the official operator. Source: reference D3 */
export function recordClusterIssues(cluster: RecordCluster): readonly Issue[] {
  const { cr, prefix, paths, insert, select, storage } = cluster;
  const balancer = enabledBalancer(cluster);
  const nameOf = (part: string) => partName(`${prefix}${part}`, cr);
  return collect([
    partIssues(insert, paths.insert, nameOf('insert')),
    ordersReplicaLimits(insert?.hpa, `${paths.insert}.hpa`),
    partIssues(select, paths.select, nameOf('select')),
    ordersReplicaLimits(select?.hpa, `${paths.select}.hpa`),
    namesNodesOnce(select, paths.select, cluster.ownNodes),
    partIssues(storage, paths.storage, nameOf('storage')),
    neverScalesDown(storage?.hpa, `${paths.storage}.hpa`, `${prefix}storage`),
    isByteSize(storage?.retentionMaxDiskSpaceUsageBytes, `${paths.storage}.retentionMaxDiskSpaceUsageBytes`),
    rollsStorage(storage, paths.storage, `${prefix}storage`),
    claimIssues(cluster),
    partIssues(balancer, balancerPath, nameOf('clusterlb')),
    ordersReplicaLimits(balancer?.hpa, `${balancerPath}.hpa`),
  ]);
}

/** Warnings of a VLCluster or VTCluster. */
export function recordClusterWarnings(cluster: RecordCluster, settings: Settings): readonly Issue[] {
  const { prefix, paths, insert, select, storage } = cluster;
  return collect([
    partWarnings(insert, paths.insert, settings),
    partWarnings(select, paths.select, settings),
    partWarnings(storage, paths.storage, settings),
    partWarnings(enabledBalancer(cluster), balancerPath, settings),
    buildsContainers(insert?.containers, [`${prefix}insert`], `${paths.insert}.containers`),
    buildsContainers(select?.containers, [`${prefix}select`], `${paths.select}.containers`),
    buildsContainers(storage?.containers, [`${prefix}storage`], `${paths.storage}.containers`),
  ]);
}

function claimIssues({ paths, storage, oldStorage }: RecordCluster): readonly Issue[] {
  const path = `${paths.storage}.storage.volumeClaimTemplate.spec`;
  const [claim, oldClaim] = [claimOf(storage), claimOf(oldStorage)];
  return collect([keepsStorageSize(claim, oldClaim, path), keepsStorageClass(claim, oldClaim, path)]);
}

function claimOf(storage: StoragePartSpec | undefined) {
  return storage?.storage?.volumeClaimTemplate?.spec;
}

/** Settings of a load balancer that does not run are not looked at. */
function enabledBalancer({ loadBalancer }: RecordCluster) {
  return loadBalancer?.enabled === true ? loadBalancer.spec : undefined;
}

function rollsStorage(storage: StoragePartSpec | undefined, path: string, part: string): Issue | null {
  const wrong = whyMaxUnavailableWrong(storage?.rollingUpdateStrategyBehavior?.maxUnavailable);
  if (wrong === null) return null;
  return {
    path: `${path}.rollingUpdateStrategyBehavior.maxUnavailable`,
    reason: 'InvalidField',
    message: `${part}: ${wrong}`,
  };
}
