import type { RegisteredKind } from '../../kinds/kind.ts';
import { wantsClusterObjects } from '../../kinds/namespace-extras/custom-resources.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import type { Cluster } from '../cluster.ts';
import { collectionPath } from './paths.ts';

/** An object together with the plural name under which the API serves it. */
export interface Found {
  readonly object: KubeObject;
  readonly resource: string;
}

/** One CR with all that the official operator made for it. */
export interface Estate {
  readonly kind: RegisteredKind;
  readonly cr: KubeObject;
  readonly namespace: KubeObject;
  /** Objects that become (or are) children of our controller. */
  readonly children: readonly Found[];
  /** Claims that outlive the CR. */
  readonly claims: readonly Found[];
  /** Cluster-scoped objects, which belong to the Namespace from now on. */
  readonly clusterObjects: readonly Found[];
  /** Objects of the official operator that vmop does not take, and that still carry its finalizer or belong to nobody: RBAC objects. */
  readonly leftovers: readonly Found[];
}

/** Which CRs to look at. */
export interface Scope {
  readonly namespace?: string;
  /** Label selector in kubectl's notation. */
  readonly selector?: string;
}

/** The label that every child of the official operator carries. */
const officialLabel = 'managed-by=vm-operator';
const claimResource = { apiVersion: 'v1', resource: 'persistentvolumeclaims' };
const rbacResources = ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'].map((resource) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  resource,
}));

/** Collects all CRs in scope with their objects. Reads only. */
export async function takeInventory(
  cluster: Cluster,
  kinds: readonly RegisteredKind[],
  scope: Scope,
): Promise<readonly Estate[]> {
  const listing = cached((type: ResourceType) => listFound(cluster, type));
  const namespaces = cached((name: string) => cluster.get(`${collectionPath('v1', 'namespaces')}/${name}`));
  const estates: Estate[] = [];
  for (const kind of kinds) {
    const controller = kind.controller;
    if (controller === undefined) continue;
    for (const cr of await listCustomResources(cluster, kind, scope)) {
      const namespace = await namespaces(cr.metadata.namespace ?? '');
      if (namespace === undefined) continue;
      const children = (await Promise.all(controller.childKinds.map(listing))).flat();
      const claims = await listing(claimResource);
      const rbac = (await Promise.all(rbacResources.map(listing))).flat();
      const belongs = ({ object }: Found) => belongsTo(object, cr);
      const taken = new Set(controller.childKinds.map(({ apiVersion, resource }) => `${apiVersion}/${resource}`));
      const others = rbac.filter(
        (found) => belongs(found) && !taken.has(`${found.object.apiVersion}/${found.resource}`),
      );
      // Claims that a StatefulSet made have the labels of its pods and no owner; they are nobody's to take.
      const isClaim = controller.retainedClaims === undefined ? ({ object }: Found) => isOwned(object, cr) : belongs;
      const isAttached = ({ object }: Found) => object.metadata.namespace === undefined && wantsClusterObjects(kind);
      estates.push({
        kind,
        cr,
        namespace,
        children: children.filter(belongs),
        claims: claims.filter(isClaim),
        clusterObjects: others.filter(isAttached),
        leftovers: others.filter((found) => !isAttached(found)),
      });
    }
  }
  return estates;
}

interface ResourceType {
  readonly apiVersion: string;
  readonly resource: string;
}

async function listFound(cluster: Cluster, { apiVersion, resource }: ResourceType): Promise<readonly Found[]> {
  const objects = await cluster.list(
    `${collectionPath(apiVersion, resource)}?labelSelector=${encodeURIComponent(officialLabel)}`,
  );
  return objects.map((object) => ({ object, resource }));
}

async function listCustomResources(
  cluster: Cluster,
  kind: RegisteredKind,
  scope: Scope,
): Promise<readonly KubeObject[]> {
  const { group, version, plural } = kind.api;
  const path = collectionPath(`${group}/${version}`, plural, scope.namespace);
  return await cluster.list(
    scope.selector === undefined ? path : `${path}?labelSelector=${encodeURIComponent(scope.selector)}`,
  );
}

/** By owner; or, where Metacontroller released it before the takeover (DESIGN 2.4), by the official labels. */
function belongsTo(object: KubeObject, cr: KubeObject): boolean {
  const { labels, namespace, ownerReferences } = object.metadata;
  if (isOwned(object, cr)) return true;
  const owners = ownerReferences ?? [];
  if (owners.some((owner) => owner.controller === true)) return false;
  if (namespace !== undefined && namespace !== cr.metadata.namespace) return false;
  // A cluster-scoped object carries its namespace in its name only: monitoring:<ns>:vmsingle-<name>.
  if (namespace === undefined && object.metadata.name.split(':')[1] !== cr.metadata.namespace) return false;
  return (
    labels?.['app.kubernetes.io/instance'] === cr.metadata.name &&
    labels['app.kubernetes.io/name'] === cr.kind.toLowerCase()
  );
}

function isOwned(object: KubeObject, cr: KubeObject): boolean {
  return (object.metadata.ownerReferences ?? []).some((owner) => owner.uid === cr.metadata.uid);
}

/** Remembers answers by argument, so that ten CRs of one kind list its children once. */
function cached<Argument, Answer>(
  load: (argument: Argument) => Promise<Answer>,
): (argument: Argument) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (argument) => {
    const key = JSON.stringify(argument);
    const known = answers.get(key) ?? load(argument);
    answers.set(key, known);
    return known;
  };
}
