import type { RegisteredKind } from '../kinds/kind.ts';
import { installNames } from '../lib/install-names.ts';
import type { RbacRule } from '../objects/scraper-rbac.ts';
import type { GeneratedFile } from './generated-file.ts';
import { installation } from './installation.ts';
import { namespaceExtras } from './namespace-extras.ts';
import {
  heldGrants,
  heldUrlRules,
  joinGrants,
  optionalApis,
  optionalGrants,
  readGrants,
  writeGrants,
} from './policy-rules.ts';
import { kustomization, yamlFile } from './yaml-file.ts';

const folder = 'manifests/rbac';
const subject = { kind: 'ServiceAccount', name: installation.serviceAccount, namespace: installNames.namespace };

/** `manifests/rbac/`: what our Metacontroller may do, no more than the registry needs; reads and writes apart, so that writes can be bound by namespace. */
export function generateRbac(registry: readonly RegisteredKind[]): readonly GeneratedFile[] {
  const extras = namespaceExtras(registry);
  const files = [
    clusterWide('read', joinGrants(readGrants(registry, extras))),
    clusterWide('write', [
      ...joinGrants([...writeGrants(registry, extras), ...heldGrants(registry)]),
      ...heldUrlRules(registry),
    ]),
    // Events on our controllers go to `default`, those on parents beside the parent: bound apart, so that narrowed writes keep them.
    clusterWide('events', [{ apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] }]),
    leaderElection(),
  ];
  const names = files.map(({ path }) => path.slice(folder.length + 1));
  return [
    ...files,
    kustomization(folder, names),
    ...optionalApis(registry).flatMap((name) => optionalComponent(registry, name)),
  ];
}

function clusterWide(name: string, rules: readonly RbacRule[]): GeneratedFile {
  return yamlFile(`${folder}/${name}.yaml`, ...clusterRole(name, rules));
}

function clusterRole(name: string, rules: readonly RbacRule[]): readonly object[] {
  const metadata = { name: `${installation.serviceAccount}-${name}` };
  return [
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata, rules },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: metadata.name },
      subjects: [subject],
    },
  ];
}

function leaderElection(): GeneratedFile {
  const metadata = { name: `${installation.serviceAccount}-leader-election`, namespace: installNames.namespace };
  const lease = { apiGroups: ['coordination.k8s.io'], resources: ['leases'] };
  return yamlFile(
    `${folder}/leader-election.yaml`,
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [
        // A create cannot be limited by name: the name is in the body.
        { ...lease, verbs: ['create'] },
        { ...lease, resourceNames: [installation.leaderElectionId], verbs: ['get', 'update'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
      subjects: [subject],
    },
  );
}

function optionalComponent(registry: readonly RegisteredKind[], name: string): readonly GeneratedFile[] {
  const path = `${folder}/components/${name}`;
  return [
    yamlFile(`${path}/role.yaml`, ...clusterRole(name, joinGrants(optionalGrants(registry, name)))),
    yamlFile(`${path}/kustomization.yaml`, {
      apiVersion: 'kustomize.config.k8s.io/v1alpha1',
      kind: 'Component',
      resources: ['role.yaml'],
    }),
  ];
}
