import type { RegisteredKind } from '../kinds/kind.ts';
import { installNames } from '../lib/install-names.ts';
import { release } from '../lib/version.ts';
import type { ChildKind } from '../metacontroller/contract.ts';
import type { GeneratedFile } from './generated-file.ts';
import { type HookEndpoint, installation } from './installation.ts';
import { namespaceExtras } from './namespace-extras.ts';
import { kustomization, yamlFile } from './yaml-file.ts';

const folder = 'compositecontrollers';
const ownGroup = 'operator.victoriametrics.com';

/** The endpoint which the committed manifests name: our Service, this release, the token that `vmop init` made. */
const inCluster: HookEndpoint = {
  baseUrl: installation.hooksUrl,
  release,
  token: { namespace: installNames.namespace, name: installNames.tokenSecret, key: 'token' },
};

/** `compositecontrollers/`: one file per kind with a controller, the Namespace decorator, their kustomization and one component per optional API. */
export function generateControllers(registry: readonly RegisteredKind[]): readonly GeneratedFile[] {
  const composites = registry.flatMap((kind) => {
    const controller = buildCompositeController(kind, inCluster);
    return controller === null ? [] : [yamlFile(`${folder}/${kind.api.plural}.yaml`, controller)];
  });
  const files = [...composites, yamlFile(`${folder}/namespace-extras.yaml`, buildNamespaceExtras(registry, inCluster))];
  const names = files.map(({ path }) => path.slice(folder.length + 1));
  return [...files, kustomization(folder, names), ...optionalComponents(registry)];
}

/** Every controller object for one endpoint, for an installation whose hooks live elsewhere (a test's loopback). Optional APIs are included where named. */
export function controllerObjects(
  registry: readonly RegisteredKind[],
  endpoint: HookEndpoint,
  optional: readonly ('vpa' | 'gateway')[] = [],
): readonly object[] {
  const composites = registry.flatMap((kind) => buildCompositeController(kind, endpoint, optional) ?? []);
  return [...composites, buildNamespaceExtras(registry, endpoint)];
}

/** Name of the CompositeController of a kind: `vmop-vmsingles`. */
function controllerName({ api }: RegisteredKind): string {
  return `vmop-${api.plural}`;
}

function buildCompositeController(
  kind: RegisteredKind,
  endpoint: HookEndpoint,
  optional: readonly ('vpa' | 'gateway')[] = [],
): object | null {
  const { api, controller } = kind;
  if (controller === undefined) return null;
  const children = controller.childKinds.filter(
    (child) => child.optional === undefined || optional.includes(child.optional),
  );
  return {
    apiVersion: 'metacontroller.k8s.io/v1alpha1',
    kind: 'CompositeController',
    metadata: { name: controllerName(kind), labels: instanceLabels() },
    spec: {
      generateSelector: true,
      resyncPeriodSeconds: controller.resyncPeriodSeconds,
      parentResource: { apiVersion: `${api.group}/${api.version}`, resource: api.plural, ignoreStatusChanges: true },
      ...(children.length === 0 ? {} : { childResources: children.map(childRule) }),
      hooks: hookPair(endpoint, api.kind.toLowerCase(), isAggregator(kind) ? '60s' : '10s'),
    },
  };
}

function buildNamespaceExtras(registry: readonly RegisteredKind[], endpoint: HookEndpoint): object {
  const extras = namespaceExtras(registry);
  return {
    apiVersion: 'metacontroller.k8s.io/v1alpha1',
    kind: 'DecoratorController',
    metadata: { name: installNames.namespaceDecorator, labels: instanceLabels() },
    spec: {
      resyncPeriodSeconds: extras.resyncPeriodSeconds,
      resources: [{ apiVersion: 'v1', resource: 'namespaces', ignoreStatusChanges: true }],
      attachments: extras.childKinds.map(childRule),
      hooks: hookPair(endpoint, 'namespace-extras', '10s'),
    },
  };
}

function instanceLabels(): Record<string, string> {
  return { [installation.instanceLabel.key]: installation.instanceLabel.value };
}

function childRule({ apiVersion, resource, updateMethod }: ChildKind): object {
  return { apiVersion, resource, updateStrategy: { method: updateMethod } };
}

// A controller that relates our own custom resources receives them by the thousand: several megabytes per request (DESIGN 2.15).
function isAggregator({ controller }: RegisteredKind): boolean {
  return controller?.relatedKinds.some(({ apiVersion }) => apiVersion.startsWith(`${ownGroup}/`)) ?? false;
}

// customize runs inside Metacontroller's event handler, one parent after the other: a slow answer holds up all of them (DESIGN 2.14).
function hookPair(endpoint: HookEndpoint, kind: string, syncTimeout: string): object {
  return { customize: hook(endpoint, kind, 'customize', '2s'), sync: hook(endpoint, kind, 'sync', syncTimeout) };
}

function hook(
  { baseUrl, release, token }: HookEndpoint,
  kind: string,
  verb: 'customize' | 'sync',
  timeout: string,
): object {
  return {
    version: 'v2',
    webhook: {
      url: `${baseUrl}/hooks/${release}/${kind}/${verb}`,
      timeout,
      ...(token === undefined ? {} : { authorization: { type: 'Bearer', secretRef: token } }),
    },
  };
}

// An unknown child kind keeps a whole controller from starting (DESIGN 2.26), so these children are added only where the API is installed.
function optionalComponents(registry: readonly RegisteredKind[]): readonly GeneratedFile[] {
  const names = new Set(
    registry.flatMap(({ controller }) => controller?.childKinds ?? []).flatMap((child) => child.optional ?? []),
  );
  return [...names].toSorted().map((name) =>
    yamlFile(`${folder}/components/${name}/kustomization.yaml`, {
      apiVersion: 'kustomize.config.k8s.io/v1alpha1',
      kind: 'Component',
      patches: registry.flatMap((kind) => optionalPatch(kind, name)),
    }),
  );
}

function optionalPatch(kind: RegisteredKind, name: string): readonly object[] {
  const all = kind.controller?.childKinds ?? [];
  const children = all.filter((child) => child.optional === name);
  if (children.length === 0) return [];
  const target = { group: 'metacontroller.k8s.io', kind: 'CompositeController', name: controllerName(kind) };
  const list = '/spec/childResources';
  // JSON patch appends only to a list that is there.
  const init = all.every((child) => child.optional !== undefined) ? [{ op: 'add', path: list, value: [] }] : [];
  const additions = children.map((child) => ({ op: 'add', path: `${list}/-`, value: childRule(child) }));
  return [{ target, patch: JSON.stringify([...init, ...additions], null, 2) }];
}
