import type { RegisteredKind } from '../kinds/kind.ts';
import { apiGroup } from '../lib/kube-object.ts';
import type { ChildKind, RelatedKind } from '../metacontroller/contract.ts';
import type { RbacRule } from '../objects/scraper-rbac.ts';

/** A permission on one resource, before rules with the same verbs are joined. */
export interface Grant {
  readonly group: string;
  readonly resource: string;
  readonly verbs: readonly string[];
}

/** What the decorator on Namespaces attaches and reads. */
export interface AttachmentKinds {
  readonly childKinds: readonly ChildKind[];
  readonly relatedKinds: readonly RelatedKind[];
}

const watched = ['list', 'watch'];

/**
 * What Metacontroller reads, in the whole cluster because its informers are cluster-wide (DESIGN 2.24).
 * `get` only where it reads around its cache: parents before a status write, children before it adopts or releases them.
 * Source: Metacontroller 4.17.2, pkg/dynamic/clientset (AtomicUpdate, AtomicStatusUpdate), pkg/controller/common/customize.
 */
export function readGrants(registry: readonly RegisteredKind[], attachments: AttachmentKinds): readonly Grant[] {
  const controlled = controlledKinds(registry);
  return [
    ...controlled.map(({ api }) => ({ group: api.group, resource: api.plural, verbs: ['get', ...watched] })),
    ...childGrants(childKindsOf(registry), ['get', ...watched]),
    ...childGrants(attachments.childKinds.filter(isAlways), watched),
    ...[...controlled.flatMap(({ controller }) => controller?.relatedKinds ?? []), ...attachments.relatedKinds].map(
      (related) => grant(related, watched),
    ),
    { group: '', resource: 'namespaces', verbs: watched },
    // The bearer token is read through a cache of every Secret; there is no setting that narrows it.
    { group: '', resource: 'secrets', verbs: watched },
    { group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions', verbs: watched },
    ...['compositecontrollers', 'controllerrevisions', 'decoratorcontrollers'].map((resource) => ({
      group: 'metacontroller.k8s.io',
      resource,
      verbs: watched,
    })),
  ];
}

/**
 * What Metacontroller writes for our parents. An apply that creates is checked as `patch` and as `create`; `update` is
 * how it takes or gives back a controller reference; `finalizers` is asked for by OwnerReferencesPermissionEnforcement,
 * because children carry blockOwnerDeletion.
 */
export function writeGrants(registry: readonly RegisteredKind[], attachments: AttachmentKinds): readonly Grant[] {
  return [
    ...controlledKinds(registry).flatMap(({ api, controller }) => [
      { group: api.group, resource: `${api.plural}/status`, verbs: ['update'] },
      ...(controller?.childKinds.length === 0
        ? []
        : [{ group: api.group, resource: `${api.plural}/finalizers`, verbs: ['update'] }]),
    ]),
    ...childGrants(childKindsOf(registry), ['create', 'delete', 'patch', 'update']),
    // A decorator neither adopts nor releases.
    ...childGrants(attachments.childKinds.filter(isAlways), ['create', 'delete', 'patch']),
    ...namespaceFinalizers(attachments),
  ];
}

/**
 * What Metacontroller must be allowed itself because roles made for CRs allow it: without, the API server refuses them as an
 * escalation. On resources here; on other URLs in heldUrlRules. Bound with the writes, since only who writes roles needs it.
 * Throws for a rule that is limited by name: names are known when the role is made, not before.
 */
export function heldGrants(registry: readonly RegisteredKind[]): readonly Grant[] {
  return heldRules(registry).flatMap(({ apiGroups = [], resources = [], resourceNames, verbs }) => {
    if (resourceNames !== undefined) throw new Error(`a grant on ${resources.join()} is limited by name`);
    return apiGroups.flatMap((group) => resources.map((resource) => ({ group, resource, verbs })));
  });
}

/** The rules on URLs that roles made for CRs hold, each once. */
export function heldUrlRules(registry: readonly RegisteredKind[]): readonly RbacRule[] {
  const rules = heldRules(registry).filter(({ nonResourceURLs }) => nonResourceURLs !== undefined);
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

function heldRules(registry: readonly RegisteredKind[]): readonly RbacRule[] {
  return controlledKinds(registry).flatMap(({ controller }) => controller?.grants ?? []);
}

/** The grants that only one optional API needs, reads and writes together. */
export function optionalGrants(registry: readonly RegisteredKind[], name: string): readonly Grant[] {
  const kinds = controlledKinds(registry).flatMap(({ controller }) => controller?.childKinds ?? []);
  const optional = kinds.filter((child) => child.optional === name);
  return childGrants(optional, ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']);
}

/** Names of the optional APIs that any controller may use, sorted. */
export function optionalApis(registry: readonly RegisteredKind[]): readonly string[] {
  const children = controlledKinds(registry).flatMap(({ controller }) => controller?.childKinds ?? []);
  return [...new Set(children.flatMap((child) => child.optional ?? []))].toSorted();
}

/** Joins grants into rules: verbs of one resource are united, resources of one group with the same verbs share a rule. Sorted bytewise. */
export function joinGrants(grants: readonly Grant[]): readonly RbacRule[] {
  const byResource = new Map<string, Grant>();
  for (const { group, resource, verbs } of grants) {
    const key = `${group}/${resource}`;
    const united = new Set([...(byResource.get(key)?.verbs ?? []), ...verbs]);
    byResource.set(key, { group, resource, verbs: [...united].toSorted() });
  }
  const rules = new Map<string, RbacRule>();
  for (const key of [...byResource.keys()].toSorted()) {
    const grant = byResource.get(key);
    if (grant === undefined) continue;
    const ruleKey = `${grant.group} ${grant.verbs.join()}`;
    const resources = [...(rules.get(ruleKey)?.resources ?? []), grant.resource];
    rules.set(ruleKey, { apiGroups: [grant.group], resources, verbs: grant.verbs });
  }
  return [...rules.values()];
}

function controlledKinds(registry: readonly RegisteredKind[]): readonly RegisteredKind[] {
  return registry.filter(({ controller }) => controller !== undefined);
}

// Claims bring their own reference to the Namespace, which does not block its deletion; Metacontroller adds one that does to everything else.
function namespaceFinalizers({ childKinds }: AttachmentKinds): readonly Grant[] {
  const blocking = childKinds.some(({ kind }) => kind !== 'PersistentVolumeClaim');
  return blocking ? [{ group: '', resource: 'namespaces/finalizers', verbs: ['update'] }] : [];
}

function childKindsOf(registry: readonly RegisteredKind[]): readonly ChildKind[] {
  return registry.flatMap(({ controller }) => controller?.childKinds ?? []).filter(isAlways);
}

function isAlways({ optional }: ChildKind): boolean {
  return optional === undefined;
}

function childGrants(kinds: readonly RelatedKind[], verbs: readonly string[]): readonly Grant[] {
  return kinds.map((kind) => grant(kind, verbs));
}

function grant({ apiVersion, resource }: RelatedKind, verbs: readonly string[]): Grant {
  return { group: apiGroup(apiVersion), resource, verbs };
}
