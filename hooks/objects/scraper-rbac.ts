import type { KubeObject } from '../lib/kube-object.ts';
import { childMetadata, type Identity } from './metadata.ts';

/** One rule of a Role or ClusterRole, as the API server takes it. */
export interface RbacRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

/** What a scraper's account may do: discover targets and read its configuration, or (ingest only, with remote write secrets) read its configuration. */
export type ScraperAccess = 'discovery' | 'configuration';

/** A Role or ClusterRole. */
interface RoleObject extends KubeObject {
  readonly rules: readonly RbacRule[];
}

/** A RoleBinding or ClusterRoleBinding of one ServiceAccount. */
interface BindingObject extends KubeObject {
  readonly roleRef: { readonly apiGroup: string; readonly kind: string; readonly name: string };
  readonly subjects: readonly { readonly kind: string; readonly name: string; readonly namespace: string }[];
}

const rbac = 'rbac.authorization.k8s.io';
const apiVersion = `${rbac}/v1`;
const read = ['get', 'list', 'watch'];

const endpointSlices: RbacRule = { verbs: read, apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'] };
const ingresses: RbacRule = {
  verbs: read,
  apiGroups: ['networking.k8s.io', 'extensions'],
  resources: ['ingresses'],
};

/**
 * What discovery reads in the whole cluster, node and API server metrics included, in the order of the official operator.
 * Source: reference workloads-metrics.md 2.1, set A.
 */
const clusterDiscoveryRules: readonly RbacRule[] = [
  endpointSlices,
  {
    verbs: read,
    apiGroups: [''],
    resources: ['nodes', 'nodes/metrics', 'services', 'endpoints', 'pods', 'namespaces'],
  },
  ingresses,
  { verbs: ['get'], nonResourceURLs: ['/metrics', '/metrics/resources', '/metrics/slis'] },
  {
    verbs: ['get'],
    apiGroups: ['route.openshift.io', 'image.openshift.io'],
    resources: ['routers/metrics', 'registry/metrics'],
  },
];

/** What discovery reads in the scraper's own namespace. Source: reference workloads-metrics.md 2.1, set B without its first rule. */
const namespaceDiscoveryRules: readonly RbacRule[] = [
  endpointSlices,
  { verbs: read, apiGroups: [''], resources: ['services', 'endpoints', 'pods'] },
  ingresses,
];

/** The rule by which a config reloader reads its configuration, for the Secrets of these names; without names for any Secret. */
function secretRule(names?: readonly string[]): RbacRule {
  const limit = names === undefined ? {} : { resourceNames: names };
  return { verbs: ['get', 'watch', 'list'], apiGroups: [''], resources: ['secrets'], ...limit };
}

/** All that a scraper's roles may hold, whatever its Secrets are called. */
export const scraperGrants: readonly RbacRule[] = [...clusterDiscoveryRules, ...namespaceDiscoveryRules, secretRule()];

/** Start of the names of all cluster-scoped objects that belong to a namespace. A namespace's name holds no colon, so no two of them share a name. */
export function clusterNamePrefix(namespace: string): string {
  return `monitoring:${namespace}:`;
}

/** Role of a scraper in its own namespace: its configuration Secret, and discovery where it scrapes. */
export function buildScraperRole(identity: Identity, access: ScraperAccess): RoleObject {
  const discovery = access === 'discovery' ? namespaceDiscoveryRules : [];
  return {
    apiVersion,
    kind: 'Role',
    metadata: childMetadata(identity, { name: rbacName(identity) }),
    rules: [secretRule([identity.name]), ...discovery],
  };
}

/** Binds a scraper's Role to its own account. */
export function buildScraperRoleBinding(identity: Identity): BindingObject {
  return {
    apiVersion,
    kind: 'RoleBinding',
    metadata: childMetadata(identity, { name: rbacName(identity) }),
    ...bindingOf('Role', identity),
  };
}

/**
 * ClusterRole of a scraper: discovery in the whole cluster, or no rule at all where it does not scrape. The empty list is
 * written, not left out, so that rules which somebody else adds do not stay.
 */
export function buildScraperClusterRole(identity: Identity, access: ScraperAccess): RoleObject {
  return {
    apiVersion,
    kind: 'ClusterRole',
    metadata: clusterMetadata(identity),
    rules: access === 'discovery' ? clusterDiscoveryRules : [],
  };
}

/** Binds a scraper's ClusterRole to its own account. */
export function buildScraperClusterRoleBinding(identity: Identity): BindingObject {
  return {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: clusterMetadata(identity),
    ...bindingOf('ClusterRole', identity),
  };
}

function rbacName({ namespace, name }: Identity): string {
  return `${clusterNamePrefix(namespace)}${name}`;
}

function clusterMetadata(identity: Identity): KubeObject['metadata'] {
  const { namespace: _, ...metadata } = childMetadata(identity, { name: rbacName(identity) });
  return metadata;
}

function bindingOf(kind: 'Role' | 'ClusterRole', identity: Identity): Pick<BindingObject, 'roleRef' | 'subjects'> {
  return {
    roleRef: { apiGroup: rbac, kind, name: rbacName(identity) },
    subjects: [{ kind: 'ServiceAccount', name: identity.name, namespace: identity.namespace }],
  };
}
