// Generated from the models of @kubernetes/client-node 1.4.0 by hooks/generate/embedded-types.ts. Do not edit; run `npm run generate`.
// Every schema is lazy: loading this module builds no object schema, a type costs nothing until something uses it.
import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import { flag, int32, int64, intOrString, quantities, quantity, text, textMap, texts } from './common/scalars.ts';
import { withMeta } from './field.ts';

const AWSElasticBlockStoreVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      fsType: text.exactOptional(),
      partition: int32.exactOptional(),
      readOnly: flag.exactOptional(),
      volumeID: text,
    }),
  ),
  { kubernetesType: 'AWSElasticBlockStoreVolumeSource' },
);

export const Affinity = withMeta(
  z.lazy(() =>
    openObject({
      nodeAffinity: NodeAffinity.exactOptional(),
      podAffinity: PodAffinity.exactOptional(),
      podAntiAffinity: PodAntiAffinity.exactOptional(),
    }),
  ),
  { kubernetesType: 'Affinity' },
);
export type Affinity = z.output<typeof Affinity>;

const AppArmorProfile = withMeta(
  z.lazy(() =>
    openObject({
      localhostProfile: text.exactOptional(),
      type: text,
    }),
  ),
  { kubernetesType: 'AppArmorProfile' },
);

const AppArmorProfilePatch = withMeta(
  z.lazy(() =>
    openObject({
      localhostProfile: text.exactOptional(),
      type: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'AppArmorProfile' },
);

const AzureDiskVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      cachingMode: text.exactOptional(),
      diskName: text,
      diskURI: text,
      fsType: withMeta(text.exactOptional(), { crd: { default: 'ext4' } }),
      kind: text.exactOptional(),
      readOnly: withMeta(flag.exactOptional(), { crd: { default: false } }),
    }),
  ),
  { kubernetesType: 'AzureDiskVolumeSource' },
);

const AzureFileVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      readOnly: flag.exactOptional(),
      secretName: text,
      shareName: text,
    }),
  ),
  { kubernetesType: 'AzureFileVolumeSource' },
);

const CSIVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      driver: text,
      fsType: text.exactOptional(),
      nodePublishSecretRef: LocalObjectReference.exactOptional(),
      readOnly: flag.exactOptional(),
      volumeAttributes: textMap.exactOptional(),
    }),
  ),
  { kubernetesType: 'CSIVolumeSource' },
);

const Capabilities = withMeta(
  z.lazy(() =>
    openObject({
      add: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      drop: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'Capabilities' },
);

const CapabilitiesPatch = withMeta(
  z.lazy(() =>
    openObject({
      add: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      drop: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'Capabilities' },
);

const CephFSVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      monitors: withMeta(texts.clone(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      path: text.exactOptional(),
      readOnly: flag.exactOptional(),
      secretFile: text.exactOptional(),
      secretRef: LocalObjectReference.exactOptional(),
      user: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'CephFSVolumeSource' },
);

const CinderVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      fsType: text.exactOptional(),
      readOnly: flag.exactOptional(),
      secretRef: LocalObjectReference.exactOptional(),
      volumeID: text,
    }),
  ),
  { kubernetesType: 'CinderVolumeSource' },
);

const ClientIPConfig = withMeta(
  z.lazy(() =>
    openObject({
      timeoutSeconds: int32.exactOptional(),
    }),
  ),
  { kubernetesType: 'ClientIPConfig' },
);

const ClusterTrustBundleProjection = withMeta(
  z.lazy(() =>
    openObject({
      labelSelector: LabelSelector.exactOptional(),
      name: text.exactOptional(),
      optional: flag.exactOptional(),
      path: text,
      signerName: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'ClusterTrustBundleProjection' },
);

const ConfigMapEnvSource = withMeta(
  z.lazy(() =>
    openObject({
      name: withMeta(text.exactOptional(), { crd: { default: '' } }),
      optional: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'ConfigMapEnvSource', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const ConfigMapEnvSourcePatch = withMeta(
  z.lazy(() =>
    openObject({
      name: withMeta(text.exactOptional(), { crd: { default: '' } }),
      optional: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'ConfigMapEnvSource', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

export const ConfigMapKeySelector = withMeta(
  z.lazy(() =>
    openObject({
      key: text,
      name: withMeta(text.exactOptional(), { crd: { default: '' } }),
      optional: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'ConfigMapKeySelector', crd: { 'x-kubernetes-map-type': 'atomic' } },
);
export type ConfigMapKeySelector = z.output<typeof ConfigMapKeySelector>;

const ConfigMapKeySelectorPatch = withMeta(
  z.lazy(() =>
    openObject({
      key: text.exactOptional(),
      name: withMeta(text.exactOptional(), { crd: { default: '' } }),
      optional: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'ConfigMapKeySelector', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const ConfigMapProjection = withMeta(
  z.lazy(() =>
    openObject({
      items: withMeta(z.array(KeyToPath).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      name: withMeta(text.exactOptional(), { crd: { default: '' } }),
      optional: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'ConfigMapProjection', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const ConfigMapVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      defaultMode: int32.exactOptional(),
      items: withMeta(z.array(KeyToPath).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      name: withMeta(text.exactOptional(), { crd: { default: '' } }),
      optional: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'ConfigMapVolumeSource', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const Container = withMeta(
  z.lazy(() =>
    openObject({
      args: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      command: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      env: withMeta(z.array(EnvVar).exactOptional(), { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] } }),
      envFrom: withMeta(z.array(EnvFromSource).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      image: text.exactOptional(),
      imagePullPolicy: text.exactOptional(),
      lifecycle: Lifecycle.exactOptional(),
      livenessProbe: Probe.exactOptional(),
      name: text,
      ports: withMeta(z.array(ContainerPort).exactOptional(), { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['containerPort','protocol'] } }),
      readinessProbe: Probe.exactOptional(),
      resizePolicy: withMeta(z.array(ContainerResizePolicy).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      resources: ResourceRequirements.exactOptional(),
      restartPolicy: text.exactOptional(),
      restartPolicyRules: withMeta(z.array(ContainerRestartRule).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      securityContext: SecurityContext.exactOptional(),
      startupProbe: Probe.exactOptional(),
      stdin: flag.exactOptional(),
      stdinOnce: flag.exactOptional(),
      terminationMessagePath: text.exactOptional(),
      terminationMessagePolicy: text.exactOptional(),
      tty: flag.exactOptional(),
      volumeDevices: withMeta(z.array(VolumeDevice).exactOptional(), { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['devicePath'] } }),
      volumeMounts: withMeta(z.array(VolumeMount).exactOptional(), { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['mountPath'] } }),
      workingDir: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'Container' },
);

export const ContainerPatch = withMeta(
  z.lazy(() =>
    openObject({
      args: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      command: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      env: withMeta(z.array(EnvVarPatch).exactOptional(), { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] } }),
      envFrom: withMeta(z.array(EnvFromSourcePatch).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      image: text.exactOptional(),
      imagePullPolicy: text.exactOptional(),
      lifecycle: LifecyclePatch.exactOptional(),
      livenessProbe: ProbePatch.exactOptional(),
      name: text,
      ports: withMeta(z.array(ContainerPortPatch).exactOptional(), { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['containerPort','protocol'] } }),
      readinessProbe: ProbePatch.exactOptional(),
      resizePolicy: withMeta(z.array(ContainerResizePolicyPatch).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      resources: ResourceRequirementsPatch.exactOptional(),
      restartPolicy: text.exactOptional(),
      restartPolicyRules: withMeta(z.array(ContainerRestartRulePatch).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      securityContext: SecurityContextPatch.exactOptional(),
      startupProbe: ProbePatch.exactOptional(),
      stdin: flag.exactOptional(),
      stdinOnce: flag.exactOptional(),
      terminationMessagePath: text.exactOptional(),
      terminationMessagePolicy: text.exactOptional(),
      tty: flag.exactOptional(),
      volumeDevices: withMeta(z.array(VolumeDevicePatch).exactOptional(), { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['devicePath'] } }),
      volumeMounts: withMeta(z.array(VolumeMountPatch).exactOptional(), { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['mountPath'] } }),
      workingDir: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'Container', merged: Container },
);
export type ContainerPatch = z.output<typeof ContainerPatch>;

const ContainerPort = withMeta(
  z.lazy(() =>
    openObject({
      containerPort: int32,
      hostIP: text.exactOptional(),
      hostPort: int32.exactOptional(),
      name: text.exactOptional(),
      protocol: withMeta(text.exactOptional(), { crd: { default: 'TCP' } }),
    }),
  ),
  { kubernetesType: 'ContainerPort' },
);

const ContainerPortPatch = withMeta(
  z.lazy(() =>
    openObject({
      containerPort: int32.exactOptional(),
      hostIP: text.exactOptional(),
      hostPort: int32.exactOptional(),
      name: text.exactOptional(),
      protocol: withMeta(text.exactOptional(), { crd: { default: 'TCP' } }),
    }),
  ),
  { kubernetesType: 'ContainerPort' },
);

const ContainerResizePolicy = withMeta(
  z.lazy(() =>
    openObject({
      resourceName: text,
      restartPolicy: text,
    }),
  ),
  { kubernetesType: 'ContainerResizePolicy' },
);

const ContainerResizePolicyPatch = withMeta(
  z.lazy(() =>
    openObject({
      resourceName: text.exactOptional(),
      restartPolicy: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'ContainerResizePolicy' },
);

const ContainerResourceMetricSource = withMeta(
  z.lazy(() =>
    openObject({
      container: text,
      name: text,
      target: MetricTarget,
    }),
  ),
  { kubernetesType: 'ContainerResourceMetricSource' },
);

const ContainerRestartRule = withMeta(
  z.lazy(() =>
    openObject({
      action: text,
      exitCodes: ContainerRestartRuleOnExitCodes.exactOptional(),
    }),
  ),
  { kubernetesType: 'ContainerRestartRule' },
);

const ContainerRestartRuleOnExitCodes = withMeta(
  z.lazy(() =>
    openObject({
      operator: text,
      values: withMeta(z.array(int32).exactOptional(), { crd: { 'x-kubernetes-list-type': 'set' } }),
    }),
  ),
  { kubernetesType: 'ContainerRestartRuleOnExitCodes' },
);

const ContainerRestartRuleOnExitCodesPatch = withMeta(
  z.lazy(() =>
    openObject({
      operator: text.exactOptional(),
      values: withMeta(z.array(int32).exactOptional(), { crd: { 'x-kubernetes-list-type': 'set' } }),
    }),
  ),
  { kubernetesType: 'ContainerRestartRuleOnExitCodes' },
);

const ContainerRestartRulePatch = withMeta(
  z.lazy(() =>
    openObject({
      action: text.exactOptional(),
      exitCodes: ContainerRestartRuleOnExitCodesPatch.exactOptional(),
    }),
  ),
  { kubernetesType: 'ContainerRestartRule' },
);

const CrossVersionObjectReference = withMeta(
  z.lazy(() =>
    openObject({
      apiVersion: text.exactOptional(),
      kind: text,
      name: text,
    }),
  ),
  { kubernetesType: 'CrossVersionObjectReference' },
);

const DownwardAPIProjection = withMeta(
  z.lazy(() =>
    openObject({
      items: withMeta(z.array(DownwardAPIVolumeFile).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'DownwardAPIProjection' },
);

const DownwardAPIVolumeFile = withMeta(
  z.lazy(() =>
    openObject({
      fieldRef: ObjectFieldSelector.exactOptional(),
      mode: int32.exactOptional(),
      path: text,
      resourceFieldRef: ResourceFieldSelector.exactOptional(),
    }),
  ),
  { kubernetesType: 'DownwardAPIVolumeFile' },
);

const DownwardAPIVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      defaultMode: int32.exactOptional(),
      items: withMeta(z.array(DownwardAPIVolumeFile).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'DownwardAPIVolumeSource' },
);

export const EmptyDirVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      medium: text.exactOptional(),
      sizeLimit: quantity.exactOptional(),
    }),
  ),
  { kubernetesType: 'EmptyDirVolumeSource' },
);
export type EmptyDirVolumeSource = z.output<typeof EmptyDirVolumeSource>;

export const EnvFromSource = withMeta(
  z.lazy(() =>
    openObject({
      configMapRef: ConfigMapEnvSource.exactOptional(),
      prefix: text.exactOptional(),
      secretRef: SecretEnvSource.exactOptional(),
    }),
  ),
  { kubernetesType: 'EnvFromSource' },
);
export type EnvFromSource = z.output<typeof EnvFromSource>;

const EnvFromSourcePatch = withMeta(
  z.lazy(() =>
    openObject({
      configMapRef: ConfigMapEnvSourcePatch.exactOptional(),
      prefix: text.exactOptional(),
      secretRef: SecretEnvSourcePatch.exactOptional(),
    }),
  ),
  { kubernetesType: 'EnvFromSource' },
);

export const EnvVar = withMeta(
  z.lazy(() =>
    openObject({
      name: text,
      value: text.exactOptional(),
      valueFrom: EnvVarSource.exactOptional(),
    }),
  ),
  { kubernetesType: 'EnvVar' },
);
export type EnvVar = z.output<typeof EnvVar>;

const EnvVarPatch = withMeta(
  z.lazy(() =>
    openObject({
      name: text.exactOptional(),
      value: text.exactOptional(),
      valueFrom: EnvVarSourcePatch.exactOptional(),
    }),
  ),
  { kubernetesType: 'EnvVar' },
);

const EnvVarSource = withMeta(
  z.lazy(() =>
    openObject({
      configMapKeyRef: ConfigMapKeySelector.exactOptional(),
      fieldRef: ObjectFieldSelector.exactOptional(),
      fileKeyRef: FileKeySelector.exactOptional(),
      resourceFieldRef: ResourceFieldSelector.exactOptional(),
      secretKeyRef: SecretKeySelector.exactOptional(),
    }),
  ),
  { kubernetesType: 'EnvVarSource' },
);

const EnvVarSourcePatch = withMeta(
  z.lazy(() =>
    openObject({
      configMapKeyRef: ConfigMapKeySelectorPatch.exactOptional(),
      fieldRef: ObjectFieldSelectorPatch.exactOptional(),
      fileKeyRef: FileKeySelectorPatch.exactOptional(),
      resourceFieldRef: ResourceFieldSelectorPatch.exactOptional(),
      secretKeyRef: SecretKeySelectorPatch.exactOptional(),
    }),
  ),
  { kubernetesType: 'EnvVarSource' },
);

const EphemeralVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      volumeClaimTemplate: PersistentVolumeClaimTemplate.exactOptional(),
    }),
  ),
  { kubernetesType: 'EphemeralVolumeSource' },
);

const ExecAction = withMeta(
  z.lazy(() =>
    openObject({
      command: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'ExecAction' },
);

const ExecActionPatch = withMeta(
  z.lazy(() =>
    openObject({
      command: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'ExecAction' },
);

const ExternalMetricSource = withMeta(
  z.lazy(() =>
    openObject({
      metric: MetricIdentifier,
      target: MetricTarget,
    }),
  ),
  { kubernetesType: 'ExternalMetricSource' },
);

const FCVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      fsType: text.exactOptional(),
      lun: int32.exactOptional(),
      readOnly: flag.exactOptional(),
      targetWWNs: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      wwids: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'FCVolumeSource' },
);

const FileKeySelector = withMeta(
  z.lazy(() =>
    openObject({
      key: text,
      optional: withMeta(flag.exactOptional(), { crd: { default: false } }),
      path: text,
      volumeName: text,
    }),
  ),
  { kubernetesType: 'FileKeySelector', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const FileKeySelectorPatch = withMeta(
  z.lazy(() =>
    openObject({
      key: text.exactOptional(),
      optional: withMeta(flag.exactOptional(), { crd: { default: false } }),
      path: text.exactOptional(),
      volumeName: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'FileKeySelector', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const FlexVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      driver: text,
      fsType: text.exactOptional(),
      options: textMap.exactOptional(),
      readOnly: flag.exactOptional(),
      secretRef: LocalObjectReference.exactOptional(),
    }),
  ),
  { kubernetesType: 'FlexVolumeSource' },
);

const FlockerVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      datasetName: text.exactOptional(),
      datasetUUID: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'FlockerVolumeSource' },
);

const GCEPersistentDiskVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      fsType: text.exactOptional(),
      partition: int32.exactOptional(),
      pdName: text,
      readOnly: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'GCEPersistentDiskVolumeSource' },
);

const GRPCAction = withMeta(
  z.lazy(() =>
    openObject({
      port: int32,
      service: withMeta(text.exactOptional(), { crd: { default: '' } }),
    }),
  ),
  { kubernetesType: 'GRPCAction' },
);

const GRPCActionPatch = withMeta(
  z.lazy(() =>
    openObject({
      port: int32.exactOptional(),
      service: withMeta(text.exactOptional(), { crd: { default: '' } }),
    }),
  ),
  { kubernetesType: 'GRPCAction' },
);

const GitRepoVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      directory: text.exactOptional(),
      repository: text,
      revision: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'GitRepoVolumeSource' },
);

const GlusterfsVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      endpoints: text,
      path: text,
      readOnly: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'GlusterfsVolumeSource' },
);

const HPAScalingPolicy = withMeta(
  z.lazy(() =>
    openObject({
      periodSeconds: int32,
      type: text,
      value: int32,
    }),
  ),
  { kubernetesType: 'HPAScalingPolicy' },
);

const HPAScalingRules = withMeta(
  z.lazy(() =>
    openObject({
      policies: withMeta(z.array(HPAScalingPolicy).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      selectPolicy: text.exactOptional(),
      stabilizationWindowSeconds: int32.exactOptional(),
      tolerance: quantity.exactOptional(),
    }),
  ),
  { kubernetesType: 'HPAScalingRules' },
);

const HTTPGetAction = withMeta(
  z.lazy(() =>
    openObject({
      host: text.exactOptional(),
      httpHeaders: withMeta(z.array(HTTPHeader).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      path: text.exactOptional(),
      port: intOrString,
      scheme: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'HTTPGetAction' },
);

const HTTPGetActionPatch = withMeta(
  z.lazy(() =>
    openObject({
      host: text.exactOptional(),
      httpHeaders: withMeta(z.array(HTTPHeaderPatch).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      path: text.exactOptional(),
      port: intOrString.exactOptional(),
      scheme: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'HTTPGetAction' },
);

const HTTPHeader = withMeta(
  z.lazy(() =>
    openObject({
      name: text,
      value: text,
    }),
  ),
  { kubernetesType: 'HTTPHeader' },
);

const HTTPHeaderPatch = withMeta(
  z.lazy(() =>
    openObject({
      name: text.exactOptional(),
      value: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'HTTPHeader' },
);

const HTTPIngressPath = withMeta(
  z.lazy(() =>
    openObject({
      backend: IngressBackend,
      path: text.exactOptional(),
      pathType: text,
    }),
  ),
  { kubernetesType: 'HTTPIngressPath' },
);

const HTTPIngressRuleValue = withMeta(
  z.lazy(() =>
    openObject({
      paths: withMeta(z.array(HTTPIngressPath).clone(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'HTTPIngressRuleValue' },
);

export const HorizontalPodAutoscalerBehavior = withMeta(
  z.lazy(() =>
    openObject({
      scaleDown: HPAScalingRules.exactOptional(),
      scaleUp: HPAScalingRules.exactOptional(),
    }),
  ),
  { kubernetesType: 'HorizontalPodAutoscalerBehavior' },
);
export type HorizontalPodAutoscalerBehavior = z.output<typeof HorizontalPodAutoscalerBehavior>;

export const HostAlias = withMeta(
  z.lazy(() =>
    openObject({
      hostnames: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      ip: text,
    }),
  ),
  { kubernetesType: 'HostAlias' },
);
export type HostAlias = z.output<typeof HostAlias>;

const HostPathVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      path: text,
      type: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'HostPathVolumeSource' },
);

const IPBlock = withMeta(
  z.lazy(() =>
    openObject({
      cidr: text,
      except: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'IPBlock' },
);

const ISCSIVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      chapAuthDiscovery: flag.exactOptional(),
      chapAuthSession: flag.exactOptional(),
      fsType: text.exactOptional(),
      initiatorName: text.exactOptional(),
      iqn: text,
      iscsiInterface: withMeta(text.exactOptional(), { crd: { default: 'default' } }),
      lun: int32,
      portals: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      readOnly: flag.exactOptional(),
      secretRef: LocalObjectReference.exactOptional(),
      targetPortal: text,
    }),
  ),
  { kubernetesType: 'ISCSIVolumeSource' },
);

const ImageVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      pullPolicy: text.exactOptional(),
      reference: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'ImageVolumeSource' },
);

const IngressBackend = withMeta(
  z.lazy(() =>
    openObject({
      resource: TypedLocalObjectReference.exactOptional(),
      service: IngressServiceBackend.exactOptional(),
    }),
  ),
  { kubernetesType: 'IngressBackend' },
);

export const IngressRule = withMeta(
  z.lazy(() =>
    openObject({
      host: text.exactOptional(),
      http: HTTPIngressRuleValue.exactOptional(),
    }),
  ),
  { kubernetesType: 'IngressRule' },
);
export type IngressRule = z.output<typeof IngressRule>;

const IngressServiceBackend = withMeta(
  z.lazy(() =>
    openObject({
      name: text,
      port: ServiceBackendPort.exactOptional(),
    }),
  ),
  { kubernetesType: 'IngressServiceBackend' },
);

export const IngressTLS = withMeta(
  z.lazy(() =>
    openObject({
      hosts: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      secretName: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'IngressTLS' },
);
export type IngressTLS = z.output<typeof IngressTLS>;

const KeyToPath = withMeta(
  z.lazy(() =>
    openObject({
      key: text,
      mode: int32.exactOptional(),
      path: text,
    }),
  ),
  { kubernetesType: 'KeyToPath' },
);

export const LabelSelector = withMeta(
  z.lazy(() =>
    openObject({
      matchExpressions: withMeta(z.array(LabelSelectorRequirement).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      matchLabels: textMap.exactOptional(),
    }),
  ),
  { kubernetesType: 'LabelSelector', crd: { 'x-kubernetes-map-type': 'atomic' } },
);
export type LabelSelector = z.output<typeof LabelSelector>;

const LabelSelectorRequirement = withMeta(
  z.lazy(() =>
    openObject({
      key: text,
      operator: text,
      values: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'LabelSelectorRequirement' },
);

const Lifecycle = withMeta(
  z.lazy(() =>
    openObject({
      postStart: LifecycleHandler.exactOptional(),
      preStop: LifecycleHandler.exactOptional(),
      stopSignal: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'Lifecycle' },
);

const LifecycleHandler = withMeta(
  z.lazy(() =>
    openObject({
      exec: ExecAction.exactOptional(),
      httpGet: HTTPGetAction.exactOptional(),
      sleep: SleepAction.exactOptional(),
      tcpSocket: TCPSocketAction.exactOptional(),
    }),
  ),
  { kubernetesType: 'LifecycleHandler' },
);

const LifecycleHandlerPatch = withMeta(
  z.lazy(() =>
    openObject({
      exec: ExecActionPatch.exactOptional(),
      httpGet: HTTPGetActionPatch.exactOptional(),
      sleep: SleepActionPatch.exactOptional(),
      tcpSocket: TCPSocketActionPatch.exactOptional(),
    }),
  ),
  { kubernetesType: 'LifecycleHandler' },
);

const LifecyclePatch = withMeta(
  z.lazy(() =>
    openObject({
      postStart: LifecycleHandlerPatch.exactOptional(),
      preStop: LifecycleHandlerPatch.exactOptional(),
      stopSignal: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'Lifecycle' },
);

export const LocalObjectReference = withMeta(
  z.lazy(() =>
    openObject({
      name: withMeta(text.exactOptional(), { crd: { default: '' } }),
    }),
  ),
  { kubernetesType: 'LocalObjectReference', crd: { 'x-kubernetes-map-type': 'atomic' } },
);
export type LocalObjectReference = z.output<typeof LocalObjectReference>;

const ManagedFieldsEntry = withMeta(
  z.lazy(() =>
    openObject({
      apiVersion: text.exactOptional(),
      fieldsType: text.exactOptional(),
      fieldsV1: z.unknown().exactOptional(),
      manager: text.exactOptional(),
      operation: text.exactOptional(),
      subresource: text.exactOptional(),
      time: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'ManagedFieldsEntry' },
);

const MetricIdentifier = withMeta(
  z.lazy(() =>
    openObject({
      name: text,
      selector: LabelSelector.exactOptional(),
    }),
  ),
  { kubernetesType: 'MetricIdentifier' },
);

export const MetricSpec = withMeta(
  z.lazy(() =>
    openObject({
      containerResource: ContainerResourceMetricSource.exactOptional(),
      external: ExternalMetricSource.exactOptional(),
      object: ObjectMetricSource.exactOptional(),
      pods: PodsMetricSource.exactOptional(),
      resource: ResourceMetricSource.exactOptional(),
      type: text,
    }),
  ),
  { kubernetesType: 'MetricSpec' },
);
export type MetricSpec = z.output<typeof MetricSpec>;

const MetricTarget = withMeta(
  z.lazy(() =>
    openObject({
      averageUtilization: int32.exactOptional(),
      averageValue: quantity.exactOptional(),
      type: text,
      value: quantity.exactOptional(),
    }),
  ),
  { kubernetesType: 'MetricTarget' },
);

const ModifyVolumeStatus = withMeta(
  z.lazy(() =>
    openObject({
      status: text,
      targetVolumeAttributesClassName: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'ModifyVolumeStatus' },
);

const NFSVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      path: text,
      readOnly: flag.exactOptional(),
      server: text,
    }),
  ),
  { kubernetesType: 'NFSVolumeSource' },
);

export const NetworkPolicyEgressRule = withMeta(
  z.lazy(() =>
    openObject({
      ports: withMeta(z.array(NetworkPolicyPort).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      to: withMeta(z.array(NetworkPolicyPeer).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'NetworkPolicyEgressRule' },
);
export type NetworkPolicyEgressRule = z.output<typeof NetworkPolicyEgressRule>;

export const NetworkPolicyIngressRule = withMeta(
  z.lazy(() =>
    openObject({
      from: withMeta(z.array(NetworkPolicyPeer).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      ports: withMeta(z.array(NetworkPolicyPort).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'NetworkPolicyIngressRule' },
);
export type NetworkPolicyIngressRule = z.output<typeof NetworkPolicyIngressRule>;

const NetworkPolicyPeer = withMeta(
  z.lazy(() =>
    openObject({
      ipBlock: IPBlock.exactOptional(),
      namespaceSelector: LabelSelector.exactOptional(),
      podSelector: LabelSelector.exactOptional(),
    }),
  ),
  { kubernetesType: 'NetworkPolicyPeer' },
);

const NetworkPolicyPort = withMeta(
  z.lazy(() =>
    openObject({
      endPort: int32.exactOptional(),
      port: intOrString.exactOptional(),
      protocol: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'NetworkPolicyPort' },
);

const NodeAffinity = withMeta(
  z.lazy(() =>
    openObject({
      preferredDuringSchedulingIgnoredDuringExecution: withMeta(z.array(PreferredSchedulingTerm).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      requiredDuringSchedulingIgnoredDuringExecution: NodeSelector.exactOptional(),
    }),
  ),
  { kubernetesType: 'NodeAffinity' },
);

const NodeSelector = withMeta(
  z.lazy(() =>
    openObject({
      nodeSelectorTerms: withMeta(z.array(NodeSelectorTerm).clone(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'NodeSelector', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const NodeSelectorRequirement = withMeta(
  z.lazy(() =>
    openObject({
      key: text,
      operator: text,
      values: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'NodeSelectorRequirement' },
);

const NodeSelectorTerm = withMeta(
  z.lazy(() =>
    openObject({
      matchExpressions: withMeta(z.array(NodeSelectorRequirement).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      matchFields: withMeta(z.array(NodeSelectorRequirement).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'NodeSelectorTerm', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const ObjectFieldSelector = withMeta(
  z.lazy(() =>
    openObject({
      apiVersion: text.exactOptional(),
      fieldPath: text,
    }),
  ),
  { kubernetesType: 'ObjectFieldSelector', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const ObjectFieldSelectorPatch = withMeta(
  z.lazy(() =>
    openObject({
      apiVersion: text.exactOptional(),
      fieldPath: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'ObjectFieldSelector', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const ObjectMeta = withMeta(
  z.lazy(() =>
    openObject({
      annotations: textMap.exactOptional(),
      creationTimestamp: text.exactOptional(),
      deletionGracePeriodSeconds: int64.exactOptional(),
      deletionTimestamp: text.exactOptional(),
      finalizers: texts.exactOptional(),
      generateName: text.exactOptional(),
      generation: int64.exactOptional(),
      labels: textMap.exactOptional(),
      managedFields: z.array(ManagedFieldsEntry).exactOptional(),
      name: text.exactOptional(),
      namespace: text.exactOptional(),
      ownerReferences: z.array(OwnerReference).exactOptional(),
      resourceVersion: text.exactOptional(),
      selfLink: text.exactOptional(),
      uid: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'ObjectMeta' },
);

const ObjectMetricSource = withMeta(
  z.lazy(() =>
    openObject({
      describedObject: CrossVersionObjectReference,
      metric: MetricIdentifier,
      target: MetricTarget,
    }),
  ),
  { kubernetesType: 'ObjectMetricSource' },
);

const OwnerReference = withMeta(
  z.lazy(() =>
    openObject({
      apiVersion: text,
      blockOwnerDeletion: flag.exactOptional(),
      controller: flag.exactOptional(),
      kind: text,
      name: text,
      uid: text,
    }),
  ),
  { kubernetesType: 'OwnerReference' },
);

const PersistentVolumeClaimCondition = withMeta(
  z.lazy(() =>
    openObject({
      lastProbeTime: withMeta(text.exactOptional(), { crd: { format: 'date-time' } }),
      lastTransitionTime: withMeta(text.exactOptional(), { crd: { format: 'date-time' } }),
      message: text.exactOptional(),
      reason: text.exactOptional(),
      status: text,
      type: text,
    }),
  ),
  { kubernetesType: 'PersistentVolumeClaimCondition' },
);

export const PersistentVolumeClaimSpec = withMeta(
  z.lazy(() =>
    openObject({
      accessModes: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      dataSource: TypedLocalObjectReference.exactOptional(),
      dataSourceRef: TypedObjectReference.exactOptional(),
      resources: VolumeResourceRequirements.exactOptional(),
      selector: LabelSelector.exactOptional(),
      storageClassName: text.exactOptional(),
      volumeAttributesClassName: text.exactOptional(),
      volumeMode: text.exactOptional(),
      volumeName: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'PersistentVolumeClaimSpec' },
);
export type PersistentVolumeClaimSpec = z.output<typeof PersistentVolumeClaimSpec>;

export const PersistentVolumeClaimStatus = withMeta(
  z.lazy(() =>
    openObject({
      accessModes: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      allocatedResourceStatuses: withMeta(textMap.exactOptional(), { crd: { 'x-kubernetes-map-type': 'granular' } }),
      allocatedResources: quantities.exactOptional(),
      capacity: quantities.exactOptional(),
      conditions: withMeta(z.array(PersistentVolumeClaimCondition).exactOptional(), { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['type'] } }),
      currentVolumeAttributesClassName: text.exactOptional(),
      modifyVolumeStatus: ModifyVolumeStatus.exactOptional(),
      phase: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'PersistentVolumeClaimStatus' },
);
export type PersistentVolumeClaimStatus = z.output<typeof PersistentVolumeClaimStatus>;

const PersistentVolumeClaimTemplate = withMeta(
  z.lazy(() =>
    openObject({
      metadata: ObjectMeta.exactOptional(),
      spec: PersistentVolumeClaimSpec,
    }),
  ),
  { kubernetesType: 'PersistentVolumeClaimTemplate' },
);

const PersistentVolumeClaimVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      claimName: text,
      readOnly: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'PersistentVolumeClaimVolumeSource' },
);

const PhotonPersistentDiskVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      fsType: text.exactOptional(),
      pdID: text,
    }),
  ),
  { kubernetesType: 'PhotonPersistentDiskVolumeSource' },
);

const PodAffinity = withMeta(
  z.lazy(() =>
    openObject({
      preferredDuringSchedulingIgnoredDuringExecution: withMeta(z.array(WeightedPodAffinityTerm).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      requiredDuringSchedulingIgnoredDuringExecution: withMeta(z.array(PodAffinityTerm).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'PodAffinity' },
);

const PodAffinityTerm = withMeta(
  z.lazy(() =>
    openObject({
      labelSelector: LabelSelector.exactOptional(),
      matchLabelKeys: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      mismatchLabelKeys: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      namespaceSelector: LabelSelector.exactOptional(),
      namespaces: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      topologyKey: text,
    }),
  ),
  { kubernetesType: 'PodAffinityTerm' },
);

const PodAntiAffinity = withMeta(
  z.lazy(() =>
    openObject({
      preferredDuringSchedulingIgnoredDuringExecution: withMeta(z.array(WeightedPodAffinityTerm).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      requiredDuringSchedulingIgnoredDuringExecution: withMeta(z.array(PodAffinityTerm).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'PodAntiAffinity' },
);

const PodCertificateProjection = withMeta(
  z.lazy(() =>
    openObject({
      certificateChainPath: text.exactOptional(),
      credentialBundlePath: text.exactOptional(),
      keyPath: text.exactOptional(),
      keyType: text,
      maxExpirationSeconds: int32.exactOptional(),
      signerName: text,
      userAnnotations: textMap.exactOptional(),
    }),
  ),
  { kubernetesType: 'PodCertificateProjection' },
);

export const PodDNSConfig = withMeta(
  z.lazy(() =>
    openObject({
      nameservers: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      options: withMeta(z.array(PodDNSConfigOption).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      searches: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'PodDNSConfig' },
);
export type PodDNSConfig = z.output<typeof PodDNSConfig>;

const PodDNSConfigOption = withMeta(
  z.lazy(() =>
    openObject({
      name: text.exactOptional(),
      value: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'PodDNSConfigOption' },
);

export const PodReadinessGate = withMeta(
  z.lazy(() =>
    openObject({
      conditionType: text,
    }),
  ),
  { kubernetesType: 'PodReadinessGate' },
);
export type PodReadinessGate = z.output<typeof PodReadinessGate>;

export const PodSecurityContext = withMeta(
  z.lazy(() =>
    openObject({
      appArmorProfile: AppArmorProfile.exactOptional(),
      fsGroup: int64.exactOptional(),
      fsGroupChangePolicy: text.exactOptional(),
      runAsGroup: int64.exactOptional(),
      runAsNonRoot: flag.exactOptional(),
      runAsUser: int64.exactOptional(),
      seLinuxChangePolicy: text.exactOptional(),
      seLinuxOptions: SELinuxOptions.exactOptional(),
      seccompProfile: SeccompProfile.exactOptional(),
      supplementalGroups: withMeta(z.array(int64).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      supplementalGroupsPolicy: text.exactOptional(),
      sysctls: withMeta(z.array(Sysctl).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      windowsOptions: WindowsSecurityContextOptions.exactOptional(),
    }),
  ),
  { kubernetesType: 'PodSecurityContext' },
);
export type PodSecurityContext = z.output<typeof PodSecurityContext>;

const PodsMetricSource = withMeta(
  z.lazy(() =>
    openObject({
      metric: MetricIdentifier,
      target: MetricTarget,
    }),
  ),
  { kubernetesType: 'PodsMetricSource' },
);

const PortworxVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      fsType: text.exactOptional(),
      readOnly: flag.exactOptional(),
      volumeID: text,
    }),
  ),
  { kubernetesType: 'PortworxVolumeSource' },
);

const PreferredSchedulingTerm = withMeta(
  z.lazy(() =>
    openObject({
      preference: NodeSelectorTerm,
      weight: int32,
    }),
  ),
  { kubernetesType: 'PreferredSchedulingTerm' },
);

const Probe = withMeta(
  z.lazy(() =>
    openObject({
      exec: ExecAction.exactOptional(),
      failureThreshold: int32.exactOptional(),
      grpc: GRPCAction.exactOptional(),
      httpGet: HTTPGetAction.exactOptional(),
      initialDelaySeconds: int32.exactOptional(),
      periodSeconds: int32.exactOptional(),
      successThreshold: int32.exactOptional(),
      tcpSocket: TCPSocketAction.exactOptional(),
      terminationGracePeriodSeconds: int64.exactOptional(),
      timeoutSeconds: int32.exactOptional(),
    }),
  ),
  { kubernetesType: 'Probe' },
);

export const ProbePatch = withMeta(
  z.lazy(() =>
    openObject({
      exec: ExecActionPatch.exactOptional(),
      failureThreshold: int32.exactOptional(),
      grpc: GRPCActionPatch.exactOptional(),
      httpGet: HTTPGetActionPatch.exactOptional(),
      initialDelaySeconds: int32.exactOptional(),
      periodSeconds: int32.exactOptional(),
      successThreshold: int32.exactOptional(),
      tcpSocket: TCPSocketActionPatch.exactOptional(),
      terminationGracePeriodSeconds: int64.exactOptional(),
      timeoutSeconds: int32.exactOptional(),
    }),
  ),
  { kubernetesType: 'Probe', merged: Probe },
);
export type ProbePatch = z.output<typeof ProbePatch>;

const ProjectedVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      defaultMode: int32.exactOptional(),
      sources: withMeta(z.array(VolumeProjection).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
    }),
  ),
  { kubernetesType: 'ProjectedVolumeSource' },
);

const QuobyteVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      group: text.exactOptional(),
      readOnly: flag.exactOptional(),
      registry: text,
      tenant: text.exactOptional(),
      user: text.exactOptional(),
      volume: text,
    }),
  ),
  { kubernetesType: 'QuobyteVolumeSource' },
);

const RBDVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      fsType: text.exactOptional(),
      image: text,
      keyring: withMeta(text.exactOptional(), { crd: { default: '/etc/ceph/keyring' } }),
      monitors: withMeta(texts.clone(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      pool: withMeta(text.exactOptional(), { crd: { default: 'rbd' } }),
      readOnly: flag.exactOptional(),
      secretRef: LocalObjectReference.exactOptional(),
      user: withMeta(text.exactOptional(), { crd: { default: 'admin' } }),
    }),
  ),
  { kubernetesType: 'RBDVolumeSource' },
);

const ResourceClaim = withMeta(
  z.lazy(() =>
    openObject({
      name: text,
      request: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'ResourceClaim' },
);

const ResourceClaimPatch = withMeta(
  z.lazy(() =>
    openObject({
      name: text.exactOptional(),
      request: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'ResourceClaim' },
);

const ResourceFieldSelector = withMeta(
  z.lazy(() =>
    openObject({
      containerName: text.exactOptional(),
      divisor: quantity.exactOptional(),
      resource: text,
    }),
  ),
  { kubernetesType: 'ResourceFieldSelector', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const ResourceFieldSelectorPatch = withMeta(
  z.lazy(() =>
    openObject({
      containerName: text.exactOptional(),
      divisor: quantity.exactOptional(),
      resource: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'ResourceFieldSelector', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const ResourceMetricSource = withMeta(
  z.lazy(() =>
    openObject({
      name: text,
      target: MetricTarget,
    }),
  ),
  { kubernetesType: 'ResourceMetricSource' },
);

export const ResourceRequirements = withMeta(
  z.lazy(() =>
    openObject({
      claims: withMeta(z.array(ResourceClaim).exactOptional(), { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] } }),
      limits: quantities.exactOptional(),
      requests: quantities.exactOptional(),
    }),
  ),
  { kubernetesType: 'ResourceRequirements' },
);
export type ResourceRequirements = z.output<typeof ResourceRequirements>;

const ResourceRequirementsPatch = withMeta(
  z.lazy(() =>
    openObject({
      claims: withMeta(z.array(ResourceClaimPatch).exactOptional(), { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] } }),
      limits: quantities.exactOptional(),
      requests: quantities.exactOptional(),
    }),
  ),
  { kubernetesType: 'ResourceRequirements' },
);

const SELinuxOptions = withMeta(
  z.lazy(() =>
    openObject({
      level: text.exactOptional(),
      role: text.exactOptional(),
      type: text.exactOptional(),
      user: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'SELinuxOptions' },
);

const SELinuxOptionsPatch = withMeta(
  z.lazy(() =>
    openObject({
      level: text.exactOptional(),
      role: text.exactOptional(),
      type: text.exactOptional(),
      user: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'SELinuxOptions' },
);

const ScaleIOVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      fsType: withMeta(text.exactOptional(), { crd: { default: 'xfs' } }),
      gateway: text,
      protectionDomain: text.exactOptional(),
      readOnly: flag.exactOptional(),
      secretRef: LocalObjectReference,
      sslEnabled: flag.exactOptional(),
      storageMode: withMeta(text.exactOptional(), { crd: { default: 'ThinProvisioned' } }),
      storagePool: text.exactOptional(),
      system: text,
      volumeName: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'ScaleIOVolumeSource' },
);

const SeccompProfile = withMeta(
  z.lazy(() =>
    openObject({
      localhostProfile: text.exactOptional(),
      type: text,
    }),
  ),
  { kubernetesType: 'SeccompProfile' },
);

const SeccompProfilePatch = withMeta(
  z.lazy(() =>
    openObject({
      localhostProfile: text.exactOptional(),
      type: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'SeccompProfile' },
);

const SecretEnvSource = withMeta(
  z.lazy(() =>
    openObject({
      name: withMeta(text.exactOptional(), { crd: { default: '' } }),
      optional: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'SecretEnvSource', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const SecretEnvSourcePatch = withMeta(
  z.lazy(() =>
    openObject({
      name: withMeta(text.exactOptional(), { crd: { default: '' } }),
      optional: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'SecretEnvSource', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

export const SecretKeySelector = withMeta(
  z.lazy(() =>
    openObject({
      key: text,
      name: withMeta(text.exactOptional(), { crd: { default: '' } }),
      optional: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'SecretKeySelector', crd: { 'x-kubernetes-map-type': 'atomic' } },
);
export type SecretKeySelector = z.output<typeof SecretKeySelector>;

const SecretKeySelectorPatch = withMeta(
  z.lazy(() =>
    openObject({
      key: text.exactOptional(),
      name: withMeta(text.exactOptional(), { crd: { default: '' } }),
      optional: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'SecretKeySelector', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const SecretProjection = withMeta(
  z.lazy(() =>
    openObject({
      items: withMeta(z.array(KeyToPath).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      name: withMeta(text.exactOptional(), { crd: { default: '' } }),
      optional: flag.exactOptional(),
    }),
  ),
  { kubernetesType: 'SecretProjection', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const SecretVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      defaultMode: int32.exactOptional(),
      items: withMeta(z.array(KeyToPath).exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      optional: flag.exactOptional(),
      secretName: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'SecretVolumeSource' },
);

export const SecurityContext = withMeta(
  z.lazy(() =>
    openObject({
      allowPrivilegeEscalation: flag.exactOptional(),
      appArmorProfile: AppArmorProfile.exactOptional(),
      capabilities: Capabilities.exactOptional(),
      privileged: flag.exactOptional(),
      procMount: text.exactOptional(),
      readOnlyRootFilesystem: flag.exactOptional(),
      runAsGroup: int64.exactOptional(),
      runAsNonRoot: flag.exactOptional(),
      runAsUser: int64.exactOptional(),
      seLinuxOptions: SELinuxOptions.exactOptional(),
      seccompProfile: SeccompProfile.exactOptional(),
      windowsOptions: WindowsSecurityContextOptions.exactOptional(),
    }),
  ),
  { kubernetesType: 'SecurityContext' },
);
export type SecurityContext = z.output<typeof SecurityContext>;

const SecurityContextPatch = withMeta(
  z.lazy(() =>
    openObject({
      allowPrivilegeEscalation: flag.exactOptional(),
      appArmorProfile: AppArmorProfilePatch.exactOptional(),
      capabilities: CapabilitiesPatch.exactOptional(),
      privileged: flag.exactOptional(),
      procMount: text.exactOptional(),
      readOnlyRootFilesystem: flag.exactOptional(),
      runAsGroup: int64.exactOptional(),
      runAsNonRoot: flag.exactOptional(),
      runAsUser: int64.exactOptional(),
      seLinuxOptions: SELinuxOptionsPatch.exactOptional(),
      seccompProfile: SeccompProfilePatch.exactOptional(),
      windowsOptions: WindowsSecurityContextOptionsPatch.exactOptional(),
    }),
  ),
  { kubernetesType: 'SecurityContext' },
);

const ServiceAccountTokenProjection = withMeta(
  z.lazy(() =>
    openObject({
      audience: text.exactOptional(),
      expirationSeconds: int64.exactOptional(),
      path: text,
    }),
  ),
  { kubernetesType: 'ServiceAccountTokenProjection' },
);

const ServiceBackendPort = withMeta(
  z.lazy(() =>
    openObject({
      name: text.exactOptional(),
      number: int32.exactOptional(),
    }),
  ),
  { kubernetesType: 'ServiceBackendPort', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const ServicePort = withMeta(
  z.lazy(() =>
    openObject({
      appProtocol: text.exactOptional(),
      name: text.exactOptional(),
      nodePort: int32.exactOptional(),
      port: int32,
      protocol: withMeta(text.exactOptional(), { crd: { default: 'TCP' } }),
      targetPort: intOrString.exactOptional(),
    }),
  ),
  { kubernetesType: 'ServicePort' },
);

export const ServiceSpec = withMeta(
  z.lazy(() =>
    openObject({
      allocateLoadBalancerNodePorts: flag.exactOptional(),
      clusterIP: text.exactOptional(),
      clusterIPs: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      externalIPs: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      externalName: text.exactOptional(),
      externalTrafficPolicy: text.exactOptional(),
      healthCheckNodePort: int32.exactOptional(),
      internalTrafficPolicy: text.exactOptional(),
      ipFamilies: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      ipFamilyPolicy: text.exactOptional(),
      loadBalancerClass: text.exactOptional(),
      loadBalancerIP: text.exactOptional(),
      loadBalancerSourceRanges: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      ports: withMeta(z.array(ServicePort).exactOptional(), { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['port','protocol'] } }),
      publishNotReadyAddresses: flag.exactOptional(),
      selector: withMeta(textMap.exactOptional(), { crd: { 'x-kubernetes-map-type': 'atomic' } }),
      sessionAffinity: text.exactOptional(),
      sessionAffinityConfig: SessionAffinityConfig.exactOptional(),
      trafficDistribution: text.exactOptional(),
      type: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'ServiceSpec' },
);
export type ServiceSpec = z.output<typeof ServiceSpec>;

const SessionAffinityConfig = withMeta(
  z.lazy(() =>
    openObject({
      clientIP: ClientIPConfig.exactOptional(),
    }),
  ),
  { kubernetesType: 'SessionAffinityConfig' },
);

const SleepAction = withMeta(
  z.lazy(() =>
    openObject({
      seconds: int64,
    }),
  ),
  { kubernetesType: 'SleepAction' },
);

const SleepActionPatch = withMeta(
  z.lazy(() =>
    openObject({
      seconds: int64.exactOptional(),
    }),
  ),
  { kubernetesType: 'SleepAction' },
);

export const StatefulSetPersistentVolumeClaimRetentionPolicy = withMeta(
  z.lazy(() =>
    openObject({
      whenDeleted: text.exactOptional(),
      whenScaled: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'StatefulSetPersistentVolumeClaimRetentionPolicy' },
);
export type StatefulSetPersistentVolumeClaimRetentionPolicy = z.output<typeof StatefulSetPersistentVolumeClaimRetentionPolicy>;

const StorageOSVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      fsType: text.exactOptional(),
      readOnly: flag.exactOptional(),
      secretRef: LocalObjectReference.exactOptional(),
      volumeName: text.exactOptional(),
      volumeNamespace: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'StorageOSVolumeSource' },
);

const Sysctl = withMeta(
  z.lazy(() =>
    openObject({
      name: text,
      value: text,
    }),
  ),
  { kubernetesType: 'Sysctl' },
);

const TCPSocketAction = withMeta(
  z.lazy(() =>
    openObject({
      host: text.exactOptional(),
      port: intOrString,
    }),
  ),
  { kubernetesType: 'TCPSocketAction' },
);

const TCPSocketActionPatch = withMeta(
  z.lazy(() =>
    openObject({
      host: text.exactOptional(),
      port: intOrString.exactOptional(),
    }),
  ),
  { kubernetesType: 'TCPSocketAction' },
);

export const Toleration = withMeta(
  z.lazy(() =>
    openObject({
      effect: text.exactOptional(),
      key: text.exactOptional(),
      operator: text.exactOptional(),
      tolerationSeconds: int64.exactOptional(),
      value: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'Toleration' },
);
export type Toleration = z.output<typeof Toleration>;

export const TopologySpreadConstraint = withMeta(
  z.lazy(() =>
    openObject({
      labelSelector: LabelSelector.exactOptional(),
      matchLabelKeys: withMeta(texts.exactOptional(), { crd: { 'x-kubernetes-list-type': 'atomic' } }),
      maxSkew: int32,
      minDomains: int32.exactOptional(),
      nodeAffinityPolicy: text.exactOptional(),
      nodeTaintsPolicy: text.exactOptional(),
      topologyKey: text,
      whenUnsatisfiable: text,
    }),
  ),
  { kubernetesType: 'TopologySpreadConstraint' },
);
export type TopologySpreadConstraint = z.output<typeof TopologySpreadConstraint>;

const TypedLocalObjectReference = withMeta(
  z.lazy(() =>
    openObject({
      apiGroup: text.exactOptional(),
      kind: text,
      name: text,
    }),
  ),
  { kubernetesType: 'TypedLocalObjectReference', crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const TypedObjectReference = withMeta(
  z.lazy(() =>
    openObject({
      apiGroup: text.exactOptional(),
      kind: text,
      name: text,
      namespace: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'TypedObjectReference' },
);

export const Volume = withMeta(
  z.lazy(() =>
    openObject({
      awsElasticBlockStore: AWSElasticBlockStoreVolumeSource.exactOptional(),
      azureDisk: AzureDiskVolumeSource.exactOptional(),
      azureFile: AzureFileVolumeSource.exactOptional(),
      cephfs: CephFSVolumeSource.exactOptional(),
      cinder: CinderVolumeSource.exactOptional(),
      configMap: ConfigMapVolumeSource.exactOptional(),
      csi: CSIVolumeSource.exactOptional(),
      downwardAPI: DownwardAPIVolumeSource.exactOptional(),
      emptyDir: EmptyDirVolumeSource.exactOptional(),
      ephemeral: EphemeralVolumeSource.exactOptional(),
      fc: FCVolumeSource.exactOptional(),
      flexVolume: FlexVolumeSource.exactOptional(),
      flocker: FlockerVolumeSource.exactOptional(),
      gcePersistentDisk: GCEPersistentDiskVolumeSource.exactOptional(),
      gitRepo: GitRepoVolumeSource.exactOptional(),
      glusterfs: GlusterfsVolumeSource.exactOptional(),
      hostPath: HostPathVolumeSource.exactOptional(),
      image: ImageVolumeSource.exactOptional(),
      iscsi: ISCSIVolumeSource.exactOptional(),
      name: text,
      nfs: NFSVolumeSource.exactOptional(),
      persistentVolumeClaim: PersistentVolumeClaimVolumeSource.exactOptional(),
      photonPersistentDisk: PhotonPersistentDiskVolumeSource.exactOptional(),
      portworxVolume: PortworxVolumeSource.exactOptional(),
      projected: ProjectedVolumeSource.exactOptional(),
      quobyte: QuobyteVolumeSource.exactOptional(),
      rbd: RBDVolumeSource.exactOptional(),
      scaleIO: ScaleIOVolumeSource.exactOptional(),
      secret: SecretVolumeSource.exactOptional(),
      storageos: StorageOSVolumeSource.exactOptional(),
      vsphereVolume: VsphereVirtualDiskVolumeSource.exactOptional(),
    }),
  ),
  { kubernetesType: 'Volume' },
);
export type Volume = z.output<typeof Volume>;

const VolumeDevice = withMeta(
  z.lazy(() =>
    openObject({
      devicePath: text,
      name: text,
    }),
  ),
  { kubernetesType: 'VolumeDevice' },
);

const VolumeDevicePatch = withMeta(
  z.lazy(() =>
    openObject({
      devicePath: text.exactOptional(),
      name: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'VolumeDevice' },
);

export const VolumeMount = withMeta(
  z.lazy(() =>
    openObject({
      mountPath: text,
      mountPropagation: text.exactOptional(),
      name: text,
      readOnly: flag.exactOptional(),
      recursiveReadOnly: text.exactOptional(),
      subPath: text.exactOptional(),
      subPathExpr: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'VolumeMount' },
);
export type VolumeMount = z.output<typeof VolumeMount>;

const VolumeMountPatch = withMeta(
  z.lazy(() =>
    openObject({
      mountPath: text.exactOptional(),
      mountPropagation: text.exactOptional(),
      name: text.exactOptional(),
      readOnly: flag.exactOptional(),
      recursiveReadOnly: text.exactOptional(),
      subPath: text.exactOptional(),
      subPathExpr: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'VolumeMount' },
);

const VolumeProjection = withMeta(
  z.lazy(() =>
    openObject({
      clusterTrustBundle: ClusterTrustBundleProjection.exactOptional(),
      configMap: ConfigMapProjection.exactOptional(),
      downwardAPI: DownwardAPIProjection.exactOptional(),
      podCertificate: PodCertificateProjection.exactOptional(),
      secret: SecretProjection.exactOptional(),
      serviceAccountToken: ServiceAccountTokenProjection.exactOptional(),
    }),
  ),
  { kubernetesType: 'VolumeProjection' },
);

const VolumeResourceRequirements = withMeta(
  z.lazy(() =>
    openObject({
      limits: quantities.exactOptional(),
      requests: quantities.exactOptional(),
    }),
  ),
  { kubernetesType: 'VolumeResourceRequirements' },
);

const VsphereVirtualDiskVolumeSource = withMeta(
  z.lazy(() =>
    openObject({
      fsType: text.exactOptional(),
      storagePolicyID: text.exactOptional(),
      storagePolicyName: text.exactOptional(),
      volumePath: text,
    }),
  ),
  { kubernetesType: 'VsphereVirtualDiskVolumeSource' },
);

const WeightedPodAffinityTerm = withMeta(
  z.lazy(() =>
    openObject({
      podAffinityTerm: PodAffinityTerm,
      weight: int32,
    }),
  ),
  { kubernetesType: 'WeightedPodAffinityTerm' },
);

const WindowsSecurityContextOptions = withMeta(
  z.lazy(() =>
    openObject({
      gmsaCredentialSpec: text.exactOptional(),
      gmsaCredentialSpecName: text.exactOptional(),
      hostProcess: flag.exactOptional(),
      runAsUserName: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'WindowsSecurityContextOptions' },
);

const WindowsSecurityContextOptionsPatch = withMeta(
  z.lazy(() =>
    openObject({
      gmsaCredentialSpec: text.exactOptional(),
      gmsaCredentialSpecName: text.exactOptional(),
      hostProcess: flag.exactOptional(),
      runAsUserName: text.exactOptional(),
    }),
  ),
  { kubernetesType: 'WindowsSecurityContextOptions' },
);
