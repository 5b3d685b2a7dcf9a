import type { Issue } from '../api/issue.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { type FieldPath, fieldAt, withField } from '../lib/field-path.ts';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { apiGroup, type KubeObject, objectKey } from '../lib/kube-object.ts';

/** How two items of one key become one: the later value at the earlier place, all host names of one address, or not at all. */
type OnDuplicate = 'last-wins' | 'join-hostnames' | 'refuse';

/** A list which server-side apply merges by keys. Source: `x-kubernetes-list-map-keys` in the OpenAPI document of Kubernetes. */
interface AssociativeList {
  readonly field: string;
  readonly keys: readonly string[];
  /** What the API server takes for a key that is left out. */
  readonly defaults?: JsonObject;
  readonly onDuplicate: OnDuplicate;
}

const tcp = { protocol: 'TCP' };

const podLists: readonly AssociativeList[] = [
  { field: 'containers', keys: ['name'], onDuplicate: 'refuse' },
  { field: 'initContainers', keys: ['name'], onDuplicate: 'refuse' },
  { field: 'volumes', keys: ['name'], onDuplicate: 'refuse' },
  { field: 'hostAliases', keys: ['ip'], onDuplicate: 'join-hostnames' },
  { field: 'imagePullSecrets', keys: ['name'], defaults: { name: '' }, onDuplicate: 'refuse' },
  { field: 'topologySpreadConstraints', keys: ['topologyKey', 'whenUnsatisfiable'], onDuplicate: 'refuse' },
  { field: 'resourceClaims', keys: ['name'], onDuplicate: 'refuse' },
  { field: 'schedulingGates', keys: ['name'], onDuplicate: 'refuse' },
];

const containerLists: readonly AssociativeList[] = [
  { field: 'env', keys: ['name'], onDuplicate: 'last-wins' },
  { field: 'ports', keys: ['containerPort', 'protocol'], defaults: tcp, onDuplicate: 'refuse' },
  { field: 'volumeMounts', keys: ['mountPath'], onDuplicate: 'refuse' },
  { field: 'volumeDevices', keys: ['devicePath'], onDuplicate: 'refuse' },
];

const serviceLists: readonly AssociativeList[] = [
  { field: 'ports', keys: ['port', 'protocol'], defaults: tcp, onDuplicate: 'refuse' },
];

const serviceAccountLists: readonly AssociativeList[] = [{ field: 'secrets', keys: ['name'], onDuplicate: 'refuse' }];

const workloads = ['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps'];

/**
 * An object whose associative lists hold every key once, as server-side apply demands (a PUT tolerates more, DESIGN 2.21).
 * Equal items are merged silently; of env the last value wins, host names of one address are joined; anything else that
 * shares a key is an Issue, and the object would be refused. Pod templates of Deployments, StatefulSets and DaemonSets,
 * Services and ServiceAccounts have such lists; other kinds pass unchanged.
 */
export function normaliseLists(object: KubeObject): { readonly object: KubeObject; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const report = (path: string, key: string) => {
    const message = `${objectKey(object)}: ${path} holds two different entries for ${key}; one of them has to go`;
    issues.push({ path: '', reason: 'DuplicateKey', message });
  };
  return { object: normalise(object, report), issues };
}

type Report = (path: string, key: string) => void;

function normalise(object: KubeObject, report: Report): KubeObject {
  const kind = `${object.kind}.${apiGroup(object.apiVersion)}`;
  if (workloads.includes(kind)) return at(object, ['spec', 'template', 'spec'], (pod) => normalisePod(pod, report));
  if (kind === 'Service.') return at(object, ['spec'], (spec) => mergeLists(spec, serviceLists, 'spec', report));
  if (kind !== 'ServiceAccount.' || !isJsonObject(object)) return object;
  const { secrets } = mergeLists(object, serviceAccountLists, '', report);
  return secrets === undefined ? object : withField(object, ['secrets'], secrets);
}

function at(object: KubeObject, path: FieldPath, change: (value: JsonObject) => JsonObject): KubeObject {
  const value = fieldAt(object, path);
  return isJsonObject(value) ? withField(object, path, change(value)) : object;
}

function normalisePod(pod: JsonObject, report: Report): JsonObject {
  const path = 'spec.template.spec';
  let result = pod;
  for (const field of ['containers', 'initContainers']) {
    const containers = pod[field];
    if (!Array.isArray(containers)) continue;
    const merged = containers.map((container: unknown, index) =>
      isJsonObject(container) ? mergeLists(container, containerLists, `${path}.${field}[${index}]`, report) : container,
    );
    result = { ...result, [field]: merged };
  }
  return mergeLists(result, podLists, path, report);
}

function mergeLists(owner: JsonObject, lists: readonly AssociativeList[], path: string, report: Report): JsonObject {
  let result = owner;
  for (const list of lists) {
    const items = owner[list.field];
    if (!Array.isArray(items)) continue;
    const place = path === '' ? list.field : `${path}.${list.field}`;
    result = { ...result, [list.field]: mergeItems(items, list, (key) => report(place, key)) };
  }
  return result;
}

function mergeItems(
  items: readonly unknown[],
  list: AssociativeList,
  report: (key: string) => void,
): readonly unknown[] {
  const merged: unknown[] = [];
  const places = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item, list);
    const place = key === null ? undefined : places.get(key);
    if (place === undefined) {
      if (key !== null) places.set(key, merged.length);
      merged.push(item);
      continue;
    }
    const earlier = merged[place];
    if (deepEqual(earlier, item)) continue;
    switch (list.onDuplicate) {
      case 'last-wins':
        merged[place] = item;
        break;
      case 'join-hostnames':
        merged[place] = joinHostnames(earlier, item);
        break;
      case 'refuse':
        report(key ?? '');
        break;
      default:
        list.onDuplicate satisfies never;
    }
  }
  return merged;
}

/** `name=a`, `containerPort=80,protocol=TCP`; null when a key is missing, which the API server will say better. */
function keyOf(item: unknown, { keys, defaults = {} }: AssociativeList): string | null {
  if (!isJsonObject(item)) return null;
  const parts = keys.map((key) => ({ key, value: item[key] ?? defaults[key] }));
  if (parts.some(({ value }) => value === undefined)) return null;
  return parts.map(({ key, value }) => `${key}=${String(value)}`).join(',');
}

function joinHostnames(earlier: unknown, later: unknown): unknown {
  const names = [earlier, later].flatMap((alias) => {
    const hostnames = fieldAt(alias, ['hostnames']);
    return Array.isArray(hostnames) ? hostnames : [];
  });
  return isJsonObject(earlier) ? { ...earlier, hostnames: [...new Set(names)] } : later;
}
