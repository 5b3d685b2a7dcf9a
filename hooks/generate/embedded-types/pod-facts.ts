import type { CrdSchema } from '../../api/field.ts';

// The same facts as in facts.ts, for the types that only pods and Services have.

const atomicLists = [
  'V1Capabilities.add',
  'V1Capabilities.drop',
  'V1CephFSVolumeSource.monitors',
  'V1ConfigMapProjection.items',
  'V1ConfigMapVolumeSource.items',
  'V1Container.args',
  'V1Container.command',
  'V1Container.envFrom',
  'V1Container.resizePolicy',
  'V1Container.restartPolicyRules',
  'V1DownwardAPIProjection.items',
  'V1DownwardAPIVolumeSource.items',
  'V1ExecAction.command',
  'V1FCVolumeSource.targetWWNs',
  'V1FCVolumeSource.wwids',
  'V1HTTPGetAction.httpHeaders',
  'V1ISCSIVolumeSource.portals',
  'V1NodeAffinity.preferredDuringSchedulingIgnoredDuringExecution',
  'V1NodeSelector.nodeSelectorTerms',
  'V1NodeSelectorRequirement.values',
  'V1NodeSelectorTerm.matchExpressions',
  'V1NodeSelectorTerm.matchFields',
  'V1PodAffinity.preferredDuringSchedulingIgnoredDuringExecution',
  'V1PodAffinity.requiredDuringSchedulingIgnoredDuringExecution',
  'V1PodAffinityTerm.matchLabelKeys',
  'V1PodAffinityTerm.mismatchLabelKeys',
  'V1PodAffinityTerm.namespaces',
  'V1PodAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution',
  'V1PodAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution',
  'V1PodSecurityContext.supplementalGroups',
  'V1PodSecurityContext.sysctls',
  'V1ProjectedVolumeSource.sources',
  'V1RBDVolumeSource.monitors',
  'V1SecretProjection.items',
  'V1SecretVolumeSource.items',
  'V1ServiceSpec.clusterIPs',
  'V1ServiceSpec.externalIPs',
  'V1ServiceSpec.ipFamilies',
  'V1ServiceSpec.loadBalancerSourceRanges',
  'V1TopologySpreadConstraint.matchLabelKeys',
] as const;

const atomicMaps = [
  'V1ConfigMapProjection',
  'V1ConfigMapVolumeSource',
  'V1NodeSelector',
  'V1NodeSelectorTerm',
  'V1SecretProjection',
  'V1ServiceSpec.selector',
] as const;

const listKeys: Readonly<Record<string, readonly string[]>> = {
  'V1Container.env': ['name'],
  'V1Container.ports': ['containerPort', 'protocol'],
  'V1Container.volumeDevices': ['devicePath'],
  'V1Container.volumeMounts': ['mountPath'],
  'V1ServiceSpec.ports': ['port', 'protocol'],
};

const defaults: Readonly<Record<string, string | boolean>> = {
  'V1AzureDiskVolumeSource.fsType': 'ext4',
  'V1AzureDiskVolumeSource.readOnly': false,
  'V1ConfigMapProjection.name': '',
  'V1ConfigMapVolumeSource.name': '',
  'V1ContainerPort.protocol': 'TCP',
  'V1GRPCAction.service': '',
  'V1ISCSIVolumeSource.iscsiInterface': 'default',
  'V1RBDVolumeSource.keyring': '/etc/ceph/keyring',
  'V1RBDVolumeSource.pool': 'rbd',
  'V1RBDVolumeSource.user': 'admin',
  'V1ScaleIOVolumeSource.fsType': 'xfs',
  'V1ScaleIOVolumeSource.storageMode': 'ThinProvisioned',
  'V1SecretProjection.name': '',
  'V1ServicePort.protocol': 'TCP',
};

/** Merge behaviour and defaults of the types of pods and Services, by `Model` or `Model.field`. */
export const podFacts: Readonly<Record<string, CrdSchema>> = {
  ...Object.fromEntries(atomicLists.map((name) => [name, { 'x-kubernetes-list-type': 'atomic' as const }])),
  ...Object.fromEntries(atomicMaps.map((name) => [name, { 'x-kubernetes-map-type': 'atomic' as const }])),
  ...Object.fromEntries(
    Object.entries(listKeys).map(([name, keys]) => [
      name,
      { 'x-kubernetes-list-type': 'map' as const, 'x-kubernetes-list-map-keys': keys },
    ]),
  ),
  ...Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, { default: value }])),
  'V1ContainerRestartRuleOnExitCodes.values': { 'x-kubernetes-list-type': 'set' },
};
