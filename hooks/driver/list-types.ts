import { apiGroup } from '../lib/kube-object.ts';

/** How server-side apply merges a list: item by item under its key fields, as a set of scalars, or as one value. */
export type ListType =
  | { readonly kind: 'map'; readonly keys: readonly string[] }
  | { readonly kind: 'set' }
  | { readonly kind: 'atomic' };

const atomic: ListType = { kind: 'atomic' };
const keyed = (...keys: string[]): ListType => ({ kind: 'map', keys });

/** Lists of every object's metadata. */
const metadataLists: Readonly<Record<string, ListType>> = {
  'metadata.finalizers': { kind: 'set' },
  'metadata.ownerReferences': keyed('uid'),
};

/** Associative lists of the built-in types that vmop writes, by the end of their path. Source: the listType and listMapKey markers in k8s.io/api. */
const builtInLists: readonly (readonly [ending: string, type: ListType])[] = [
  ['ontainers[].ports', keyed('containerPort', 'protocol')],
  ['ontainers[].env', keyed('name')],
  ['ontainers[].volumeMounts', keyed('mountPath')],
  ['ontainers[].volumeDevices', keyed('devicePath')],
  ['ontainers[].resources.claims', keyed('name')],
  ['.containers', keyed('name')],
  ['.initContainers', keyed('name')],
  ['.volumes', keyed('name')],
  ['.imagePullSecrets', keyed('name')],
  ['.hostAliases', keyed('ip')],
  ['.topologySpreadConstraints', keyed('topologyKey', 'whenUnsatisfiable')],
  ['.schedulingGates', keyed('name')],
  ['status.conditions', keyed('type')],
];

/** The type of the list at a path such as `spec.template.spec.containers[].env`; lists of custom resources are atomic unless their CRD says otherwise. */
export function listType(apiVersion: string, kind: string, path: string): ListType {
  const meta = metadataLists[path];
  if (meta !== undefined) return meta;
  if (!isBuiltIn(apiVersion)) return atomic;
  if (kind === 'Service' && path === 'spec.ports') return keyed('port', 'protocol');
  if (kind === 'ServiceAccount' && path === 'secrets') return keyed('name');
  // A ServiceAccount's and a container's lists share a name, only the pod's is associative.
  if (kind === 'ServiceAccount') return atomic;
  return builtInLists.find(([ending]) => `.${path}`.endsWith(ending))?.[1] ?? atomic;
}

const atomicMaps: ReadonlySet<string> = new Set([
  'nodeSelector',
  'labelSelector',
  'secretKeyRef',
  'configMapKeyRef',
  'fieldRef',
  'resourceFieldRef',
  'selector',
]);

/** True for a map that server-side apply replaces as one value: label selectors, references, node selectors. */
export function isAtomicMap(apiVersion: string, path: string): boolean {
  if (!isBuiltIn(apiVersion)) return false;
  return atomicMaps.has(path.slice(path.lastIndexOf('.') + 1));
}

/** Defaults which the API server gives to key fields, so that `{containerPort: 80}` and `{containerPort: 80, protocol: TCP}` are one item. */
export const keyDefaults: Readonly<Record<string, string>> = { protocol: 'TCP' };

function isBuiltIn(apiVersion: string): boolean {
  const group = apiGroup(apiVersion);
  return !group.includes('.') || group.endsWith('.k8s.io');
}
