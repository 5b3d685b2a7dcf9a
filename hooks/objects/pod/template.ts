import type { Settings } from '../../api/settings.ts';
import type {
  Container,
  HostAlias,
  LocalObjectReference,
  PodSecurityContext,
  PodSpec,
  PodTemplate,
  Volume,
} from '../k8s-types.ts';
import { type ExtraMetadata, type Identity, podMetadata, selectorLabels } from '../metadata.ts';

/** Fields of a workload spec that go to the pod as they are. */
export type PodOptions = Pick<
  PodSpec,
  | 'affinity'
  | 'tolerations'
  | 'schedulerName'
  | 'runtimeClassName'
  | 'priorityClassName'
  | 'hostNetwork'
  | 'dnsPolicy'
  | 'dnsConfig'
  | 'nodeSelector'
  | 'terminationGracePeriodSeconds'
  | 'topologySpreadConstraints'
  | 'readinessGates'
  | 'enableServiceLinks'
> & {
  readonly imagePullSecrets?: readonly LocalObjectReference[] | undefined;
  readonly hostAliases?: readonly HostAlias[] | undefined;
  /** Older spelling; wins if it is not empty. */
  readonly host_aliases?: readonly HostAlias[] | undefined;
  readonly podMetadata?: ExtraMetadata | undefined;
  readonly disableAutomountServiceAccountToken?: boolean | undefined;
};

/** What a pod template needs besides names and the user's options. */
export interface PodParts {
  readonly serviceAccountName: string;
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly securityContext?: PodSecurityContext | undefined;
  /** Constraints without a selector get the component's own. The official operator does so for VMAgent and cluster parts only. */
  readonly completeTopologySelectors?: boolean;
}

const passedOn = [
  'affinity',
  'tolerations',
  'schedulerName',
  'runtimeClassName',
  'priorityClassName',
  'hostNetwork',
  'dnsPolicy',
  'dnsConfig',
  'nodeSelector',
  'terminationGracePeriodSeconds',
  'imagePullSecrets',
  'readinessGates',
  'enableServiceLinks',
] as const;

/** Pod template of a workload. Empty text counts as unset, as in the official operator. */
export function buildPodTemplate(
  identity: Identity,
  options: PodOptions,
  parts: PodParts,
  settings: Settings,
): PodTemplate {
  const passed = Object.fromEntries(passedOn.flatMap((key) => (isSet(options[key]) ? [[key, options[key]]] : [])));
  const hostAliases = (options.host_aliases ?? []).length > 0 ? options.host_aliases : options.hostAliases;
  const constraints = options.topologySpreadConstraints?.map((constraint) =>
    parts.completeTopologySelectors === true && constraint.labelSelector === undefined
      ? { ...constraint, labelSelector: { matchLabels: selectorLabels(identity) } }
      : constraint,
  );
  return {
    metadata: podMetadata(identity, options.podMetadata, settings),
    spec: {
      ...passed,
      ...(hostAliases === undefined ? {} : { hostAliases }),
      ...(constraints === undefined ? {} : { topologySpreadConstraints: constraints }),
      serviceAccountName: parts.serviceAccountName,
      ...(options.disableAutomountServiceAccountToken === true ? { automountServiceAccountToken: false } : {}),
      ...(parts.securityContext === undefined ? {} : { securityContext: parts.securityContext }),
      ...(parts.initContainers.length > 0 ? { initContainers: parts.initContainers } : {}),
      containers: parts.containers,
      ...(parts.volumes.length > 0 ? { volumes: parts.volumes } : {}),
    },
  };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== '';
}
