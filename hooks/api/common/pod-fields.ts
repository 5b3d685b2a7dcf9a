import { z } from 'zod';
import { opaqueObject, optional } from '../field.ts';
import {
  Affinity,
  ContainerPatch,
  EnvFromSource,
  EnvVar,
  HostAlias,
  LocalObjectReference,
  PodDNSConfig,
  PodReadinessGate,
  ResourceRequirements,
  Toleration,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from '../kubernetes.ts';
import { flag, int32, int64, text, textMap, texts } from './scalars.ts';
import { securityContext } from './security-context.ts';

const opaqueItems = { crdInstead: { type: 'array', items: opaqueObject } } as const;

/** An environment variable as the CRDs spell it out: name and value, the source of a value is opaque. */
const opaqueEnvVar = {
  crdInstead: {
    type: 'array',
    items: {
      ...opaqueObject,
      required: ['name'],
      properties: { name: { type: 'string' }, value: { type: 'string' } },
    },
  },
} as const;

/** Fields of the pod that every workload kind passes on. */
export const podFields = {
  affinity: optional(Affinity, 'Rules on which nodes the pods run.', { crdInstead: opaqueObject }),
  containers: optional(
    z.array(ContainerPatch),
    'Containers to add; one with the name of a generated container changes that.',
    opaqueItems,
  ),
  dnsConfig: optional(PodDNSConfig, 'DNS settings of the pods.'),
  dnsPolicy: optional(text, 'DNS policy of the pods.'),
  enableServiceLinks: optional(flag, 'Whether the pods get a variable for each Service of the namespace.'),
  hostAliases: optional(z.array(HostAlias), 'Entries for /etc/hosts of the pods.'),
  host_aliases: optional(z.array(HostAlias), 'Other name of hostAliases; wins if it is not empty.'),
  hostNetwork: optional(flag, 'Whether the pods use the network of their node.'),
  imagePullSecrets: optional(z.array(LocalObjectReference), 'Secrets with credentials for image registries.'),
  initContainers: optional(
    z.array(ContainerPatch),
    'Init containers to add; one with the name of a generated init container changes that.',
    opaqueItems,
  ),
  nodeSelector: optional(textMap, 'Labels that a node must carry.'),
  priorityClassName: optional(text, 'Priority class of the pods.'),
  readinessGates: optional(z.array(PodReadinessGate), 'Further conditions that make a pod ready.'),
  runtimeClassName: optional(text, 'Runtime class of the pods.'),
  schedulerName: optional(text, 'Scheduler that places the pods.'),
  securityContext: optional(securityContext, 'Security context of the pods and of the generated containers.', {
    crdInstead: opaqueObject,
  }),
  terminationGracePeriodSeconds: optional(int64, 'Seconds that a pod has to end.'),
  tolerations: optional(z.array(Toleration), 'Taints that the pods tolerate.'),
  topologySpreadConstraints: optional(
    z.array(TopologySpreadConstraint),
    'How the pods spread over the nodes.',
    opaqueItems,
  ),
  volumes: optional(z.array(Volume), 'Volumes to add to the pods.', opaqueItems),
};

/** Fields of the main container that every workload kind passes on. */
export const containerFields = {
  extraArgs: optional(
    textMap,
    'Flags for the program, by name without dashes; a flag given here wins over a generated one.',
  ),
  extraEnvs: optional(z.array(EnvVar), 'Environment variables for the program.', opaqueEnvVar),
  extraEnvsFrom: optional(z.array(EnvFromSource), 'Secrets and ConfigMaps whose keys become environment variables.'),
  port: optional(text, 'Port that the program listens on for HTTP.'),
  preStopSleepSeconds: optional(
    int32,
    'Seconds that the program stays up before it is told to end, so that traffic can move away.',
  ),
  resources: optional(ResourceRequirements, 'Resources of the main container.'),
  useDefaultResources: optional(flag, 'Whether missing resources are filled from the defaults of the operator.'),
  volumeMounts: optional(z.array(VolumeMount), 'Mounts to add to the main container.'),
};

/** Names of Secrets and ConfigMaps to mount, shared by all workload kinds. */
export const mountFields = {
  configMaps: optional(texts, 'ConfigMaps to mount, each below /etc/vm/configs/.'),
  secrets: optional(texts, 'Secrets to mount, each below /etc/vm/secrets/.'),
};

/** How many pods there are and how they change. */
export const replicaFields = {
  minReadySeconds: optional(int32, 'Seconds that a new pod must be ready before it counts as available.'),
  replicaCount: optional(int32, 'Wanted number of pods.'),
  revisionHistoryLimitCount: optional(int32, 'Number of old revisions that are kept.'),
};
