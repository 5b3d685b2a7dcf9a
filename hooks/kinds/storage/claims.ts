import { fieldAt } from '../../lib/field-path.ts';
import type { KubeObject, StringMap } from '../../lib/kube-object.ts';
import { groupKey, type ObjectGroups, type RelatedKind, type RelateRule } from '../../metacontroller/contract.ts';
import { groupOf } from '../../metacontroller/group-of.ts';
import { listObjects } from '../../metacontroller/retain.ts';

const claimGroup = groupKey('v1', 'PersistentVolumeClaim');
const classGroup = groupKey('storage.k8s.io/v1', 'StorageClass');

/** Kinds that decide whether claims can grow. */
export const storageRelatedKinds: readonly RelatedKind[] = [
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', resource: 'persistentvolumeclaims' },
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', resource: 'storageclasses' },
];

/**
 * The claims of StatefulSets whose selectors hold these labels, and all StorageClasses: which one a claim has, and which is the
 * default, only the cluster knows. A StatefulSet puts the labels of its selector on the claims that it makes. Without its templates
 * a spec has no claims, and needs no rule.
 */
export function relateClaims(namespace: string, labels: StringMap): readonly RelateRule[] {
  return [
    { apiVersion: 'v1', resource: 'persistentvolumeclaims', namespace, labelSelector: { matchLabels: labels } },
    { apiVersion: 'storage.k8s.io/v1', resource: 'storageclasses', labelSelector: {} },
  ];
}

/** The related StorageClasses. Throws when the request lacks them. */
export function relatedClasses(related: ObjectGroups): readonly KubeObject[] {
  return listGroup(related, classGroup);
}

/** The living claims that a StatefulSet has made from one of its templates, those of former replicas included, by name. Throws when the request lacks all claims. Source of the names: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage */
export function claimsOf(statefulSet: KubeObject, template: string, related: ObjectGroups): readonly KubeObject[] {
  const { name, namespace } = statefulSet.metadata;
  const prefix = `${template}-${name}-`;
  return listGroup(related, claimGroup).filter(
    ({ metadata }) =>
      metadata.namespace === namespace &&
      metadata.name.startsWith(prefix) &&
      /^\d+$/.test(metadata.name.slice(prefix.length)) &&
      metadata.deletionTimestamp === undefined,
  );
}

/** Templates of a StatefulSet's claims, in its order. */
export function claimTemplatesOf(statefulSet: KubeObject): readonly ClaimTemplate[] {
  const templates = fieldAt(statefulSet, ['spec', 'volumeClaimTemplates']);
  if (!Array.isArray(templates)) return [];
  return templates.map((template: unknown) => ({ name: String(fieldAt(template, ['metadata', 'name'])), template }));
}

/** One of a StatefulSet's volumeClaimTemplates. */
interface ClaimTemplate {
  readonly name: string;
  readonly template: unknown;
}

function listGroup(related: ObjectGroups, key: string): readonly KubeObject[] {
  return listObjects({ [key]: groupOf(related, key) });
}
