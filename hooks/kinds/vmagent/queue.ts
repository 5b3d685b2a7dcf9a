import type { VMAgentSpec } from '../../api/vmagent.ts';
import { parseQuantity } from '../../lib/quantity.ts';
import type { StatefulSet, Volume } from '../../objects/k8s-types.ts';
import { dataClaimTemplates, dataVolumes, hasDataClaim, type StatefulData } from '../app/stateful-storage.ts';
import { modeOf } from './defaults.ts';

/** Fields that decide about the queue. */
type QueueSpec = Pick<
  VMAgentSpec,
  'daemonSetMode' | 'statefulMode' | 'shardCount' | 'statefulStorage' | 'claimTemplates'
>;

/** Name of the volume in which samples wait. */
export const queueVolume = 'persistent-queue-data';

/** Where it is mounted, whatever remoteWriteSettings.tmpDataPath says. */
export function queuePath(spec: QueueSpec): string {
  return modeOf(spec) === 'StatefulSet' ? '/vmagent_pq/vmagent-remotewrite-data' : '/tmp/vmagent-remotewrite-data';
}

/** Has each pod a claim for the queue? Without one, or with an emptyDir, samples that wait are lost with the pod. */
export function hasQueueClaim(spec: QueueSpec): boolean {
  return modeOf(spec) === 'StatefulSet' && hasDataClaim(spec.statefulStorage);
}

/** Size of the claim in bytes; undefined without a claim, and where its size is zero or cannot be read. */
export function queueBytes(spec: QueueSpec): bigint | undefined {
  const wished = spec.statefulStorage?.volumeClaimTemplate?.spec?.resources?.requests?.['storage'];
  if (!hasQueueClaim(spec) || wished === undefined) return undefined;
  const parsed = parseQuantity(String(wished));
  if (!parsed.ok || parsed.value.nano <= 0n) return undefined;
  return (parsed.value.nano + billion - 1n) / billion;
}

const billion = 10n ** 9n;

/** Has each pod claims at all? */
export function hasClaims(spec: QueueSpec): boolean {
  return modeOf(spec) === 'StatefulSet' && claimTemplates(spec).length > 0;
}

/** Claims of each pod in stateful mode: the queue, then the user's own. */
export function claimTemplates(spec: QueueSpec): NonNullable<NonNullable<StatefulSet['spec']>['volumeClaimTemplates']> {
  return dataClaimTemplates(queueData(spec));
}

/** The queue's volume in stateful mode where no claim brings it and the user has none of that name; it stands behind all others. */
export function statefulQueueVolumes(spec: QueueSpec, present: readonly Volume[]): readonly Volume[] {
  return modeOf(spec) === 'StatefulSet' ? dataVolumes(queueData(spec), present) : [];
}

/** The queue of each pod in stateful mode, and further claims of the user. */
export function queueData({ statefulStorage, claimTemplates }: QueueSpec): StatefulData {
  return { name: queueVolume, storage: statefulStorage, claimTemplates };
}
