import type { Settings } from '../api/settings.ts';
import type { StringMap } from '../lib/kube-object.ts';
import type { Service, ServicePort, ServiceSpec } from './k8s-types.ts';
import {
  childLabels,
  childMetadata,
  type ExtraMetadata,
  type Identity,
  selectorLabels,
  withCommonMetadata,
} from './metadata.ts';

/** spec.serviceSpec: an additional Service, or with useAsDefault the shape of the main one. */
export interface ServiceOverride {
  readonly useAsDefault?: boolean | undefined;
  readonly metadata?: ExtraMetadata | undefined;
  readonly spec: ServiceSpec;
}

/** What a main Service needs besides names. */
export interface ServiceInput {
  /** Generated ports, `http` first. */
  readonly ports: readonly ServicePort[];
  /** Without an address of its own. Cluster parts with state list pods in it before they are ready, a vmagent with state does not. */
  readonly headless?: 'ready-pods' | 'all-pods' | undefined;
  readonly override?: ServiceOverride | undefined;
  /** Where it is not called like the component. */
  readonly name?: string | undefined;
  /** Labels of this Service alone. */
  readonly labels?: StringMap | undefined;
  /** Pods other than the component's own. */
  readonly selector?: StringMap | undefined;
}

/**
 * The main Service of a component, without VM_COMMON_LABELS (the self-scrape copies its labels from here).
 * With useAsDefault the user's spec is the base: generated ports whose names are missing are appended, labels and
 * annotations of ours win, name and selector stay ours, `type` and for the same type `clusterIP` are inherited.
 */
export function buildService(identity: Identity, input: ServiceInput): Service {
  const base = {
    type: 'ClusterIP',
    ...(input.headless === undefined ? {} : { clusterIP: 'None' }),
    ...(input.headless === 'all-pods' ? { publishNotReadyAddresses: true } : {}),
    selector: input.selector ?? selectorLabels(identity),
    ports: input.ports,
  };
  const { override, name } = input;
  const labels = { ...childLabels(identity), ...input.labels };
  if (override?.useAsDefault !== true) return service(childMetadata(identity, { name, labels }), base);
  const user = override.spec;
  const type = isSet(user.type) ? user.type : base.type;
  const names = new Set(user.ports?.map((port) => port.name));
  const clusterIP = isSet(user.clusterIP) ? user.clusterIP : type === base.type ? base.clusterIP : undefined;
  return service(
    childMetadata(identity, {
      name,
      labels: { ...override.metadata?.labels, ...labels },
      annotations: { ...override.metadata?.annotations, ...identity.managed?.annotations },
    }),
    {
      ...user,
      type,
      ...(clusterIP === undefined ? {} : { clusterIP }),
      selector: base.selector,
      ports: [...(user.ports ?? []).map(withProtocol), ...input.ports.filter((port) => !names.has(port.name))],
    },
  );
}

/** The Service as it goes to the cluster: with VM_COMMON_LABELS and VM_COMMON_ANNOTATIONS. */
export function finishService(built: Service, settings: Settings): Service {
  return { ...built, metadata: withCommonMetadata(built.metadata, settings) };
}

/** A TCP port that is served under its own number. */
export function tcpPort(name: string, port: number, targetPort: number = port): ServicePort {
  return { name, protocol: 'TCP', port, targetPort };
}

/** Server-side apply merges ports by number and protocol, so the protocol is always said. */
export function withProtocol(port: ServicePort): ServicePort {
  return { ...port, protocol: port.protocol ?? 'TCP' };
}

/** Go leaves empty text out, and so an empty field counts as unset. */
function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

function service(metadata: Service['metadata'], spec: ServiceSpec): Service {
  return { apiVersion: 'v1', kind: 'Service', metadata, spec };
}
