import type { Issue } from '../api/issue.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { type FieldPath, fieldAt, withField } from '../lib/field-path.ts';
import { isJsonObject } from '../lib/json.ts';
import { apiGroup, type KubeObject, objectKey } from '../lib/kube-object.ts';
import { sameClaimTemplates } from './claim-templates.ts';
import { ownsPath } from './owned-fields.ts';
import { keepStorageRequest } from './storage-request.ts';

/** An object made fit for the wire, and what had to be bent for it. */
export interface Adjusted {
  readonly object: KubeObject;
  readonly issues: readonly Issue[];
  /** Paths of the fields whose wish is not fulfilled, such as `spec.serviceName`. */
  readonly refused: readonly string[];
}

interface ImmutableField {
  readonly path: FieldPath;
  /** May be set later where it was never set. */
  readonly settableOnce?: true;
  /** Equality that sees through the API server's defaults; left out: exact. */
  readonly same?: (observed: unknown, wished: unknown) => boolean;
  /** True when leaving the field out is a wish too, and this live value is not what it asks for; else absence accepts whatever is. */
  readonly absenceRejects?: (live: unknown) => boolean;
  /** How a user gets the wish, for the message. */
  readonly remedy: string;
}

const recreate = 'delete it to have it recreated';
const orphan = 'delete it with --cascade=orphan to have it recreated around its pods';

const selector: ImmutableField = { path: ['spec', 'selector'], remedy: orphan };

/**
 * What the API server refuses to change, by kind and group.
 * Source: https://github.com/kubernetes/kubernetes/tree/master/pkg/apis (ValidateStatefulSetUpdate, ValidateDeploymentUpdate,
 * ValidateDaemonSetUpdate, ValidateServiceUpdate, ValidatePersistentVolumeClaimUpdate, ValidateRoleBindingUpdate, ValidateSecretUpdate).
 */
const immutableFields: Readonly<Record<string, readonly ImmutableField[]>> = {
  'StatefulSet.apps': [
    selector,
    { path: ['spec', 'podManagementPolicy'], absenceRejects: (live) => live !== 'OrderedReady', remedy: orphan },
    { path: ['spec', 'serviceName'], remedy: orphan },
    { path: ['spec', 'volumeClaimTemplates'], same: sameClaimTemplates, absenceRejects: () => true, remedy: orphan },
  ],
  'Deployment.apps': [selector],
  'DaemonSet.apps': [selector],
  'Service.': [
    { path: ['spec', 'clusterIP'], absenceRejects: (live) => live === 'None', remedy: recreate },
    { path: ['spec', 'clusterIPs'], remedy: recreate },
    { path: ['spec', 'loadBalancerClass'], remedy: recreate },
  ],
  'PersistentVolumeClaim.': [
    { path: ['spec', 'storageClassName'], settableOnce: true, remedy: 'move the data to a new claim' },
    { path: ['spec', 'volumeName'], settableOnce: true, remedy: 'move the data to a new claim' },
    { path: ['spec', 'accessModes'], remedy: 'move the data to a new claim' },
    { path: ['spec', 'volumeMode'], remedy: 'move the data to a new claim' },
    { path: ['spec', 'selector'], remedy: 'move the data to a new claim' },
    { path: ['spec', 'dataSource'], remedy: 'move the data to a new claim' },
    { path: ['spec', 'dataSourceRef'], remedy: 'move the data to a new claim' },
  ],
  'RoleBinding.rbac.authorization.k8s.io': [{ path: ['roleRef'], remedy: recreate }],
  'ClusterRoleBinding.rbac.authorization.k8s.io': [{ path: ['roleRef'], remedy: recreate }],
  'Secret.': [{ path: ['type'], remedy: recreate }],
};

/**
 * The desired object with every immutable field as observed (DESIGN 2.8): a refused apply would block all other changes of the
 * object, and leaving out a field that we own resets it, which is refused as well. A wish that differs becomes an Issue.
 * A field that is equal apart from defaults stays as wished, and one which neither is wished nor owned by us stays out, so
 * that the hash of an unchanged object stays the same. A claim's request becomes max(live, wished).
 */
export function keepImmutable(desired: KubeObject, observed: KubeObject, fieldManager: string): Adjusted {
  let object = desired;
  const issues: Issue[] = [];
  const refused: string[] = [];
  for (const field of fieldsOf(desired, observed)) {
    const wished = fieldAt(desired, field.path);
    const live = fieldAt(observed, field.path);
    const isOwned = ownsPath(observed, fieldManager, field.path);
    if (!mustKeep(field, live, wished, isOwned)) continue;
    object = withField(object, field.path, live);
    const isRefused = wished !== undefined || field.absenceRejects?.(live) === true;
    if (!isRefused) continue;
    issues.push(describe(desired, field, live, wished));
    refused.push(field.path.join('.'));
  }
  const storage = keepStorageRequest(object, observed);
  const isBent = storage.object !== desired;
  const kept = isBent ? withSelectorLabels(storage.object) : desired;
  return { object: kept, issues: [...issues, ...storage.issues], refused };
}

function fieldsOf(desired: KubeObject, observed: KubeObject): readonly ImmutableField[] {
  const fields = immutableFields[`${desired.kind}.${apiGroup(desired.apiVersion)}`] ?? [];
  // A Service may change its type, and its addresses and class come and go with the type.
  const isRetyped = desired.kind === 'Service' && serviceType(desired) !== serviceType(observed);
  if (!isRetyped) return fields;
  const involvesExternalName = [desired, observed].some((service) => serviceType(service) === 'ExternalName');
  return involvesExternalName ? [] : fields.filter(({ path }) => path[1] !== 'loadBalancerClass');
}

function serviceType(service: KubeObject): unknown {
  return fieldAt(service, ['spec', 'type']) ?? 'ClusterIP';
}

function mustKeep(field: ImmutableField, live: unknown, wished: unknown, isOwned: boolean): boolean {
  if (wished === undefined) return live !== undefined && isOwned;
  if (live === undefined && field.settableOnce === true) return false;
  return !(field.same ?? deepEqual)(live, wished);
}

function describe(desired: KubeObject, { path, remedy }: ImmutableField, live: unknown, wished: unknown): Issue {
  const change = `${path.join('.')} of ${objectKey(desired)} cannot change from ${show(live)} to ${show(wished)}`;
  return { path: '', reason: 'ImmutableField', message: `${change}: it stays as it is; ${remedy}` };
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** A workload whose selector was kept needs its labels on the pods, or the API server refuses the whole object. */
function withSelectorLabels(object: KubeObject): KubeObject {
  const labels = fieldAt(object, ['spec', 'selector', 'matchLabels']);
  const template = fieldAt(object, ['spec', 'template']);
  if (!isJsonObject(labels) || !isJsonObject(template)) return object;
  const present = fieldAt(template, ['metadata', 'labels']);
  const merged = { ...(isJsonObject(present) ? present : {}), ...labels };
  return deepEqual(present, merged) ? object : withField(object, ['spec', 'template', 'metadata', 'labels'], merged);
}
