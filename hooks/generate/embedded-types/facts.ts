import type { CrdSchema } from '../../api/field.ts';
import { podFacts } from './pod-facts.ts';
import type { ModelField } from './read-model.ts';

// What the Kubernetes OpenAPI document says and the package's models leave out.
// Source: https://github.com/kubernetes/kubernetes/blob/master/api/openapi-spec/swagger.json

/** Fields whose text, or whose map's values, are quantities. */
export const quantityFields: ReadonlySet<string> = new Set([
  'V1EmptyDirVolumeSource.sizeLimit',
  'V1PersistentVolumeClaimStatus.allocatedResources',
  'V1PersistentVolumeClaimStatus.capacity',
  'V1ResourceFieldSelector.divisor',
  'V1ResourceRequirements.limits',
  'V1ResourceRequirements.requests',
  'V1VolumeResourceRequirements.limits',
  'V1VolumeResourceRequirements.requests',
  'V2HPAScalingRules.tolerance',
  'V2MetricTarget.averageValue',
  'V2MetricTarget.value',
]);

/** Fields of newer Kubernetes versions than the package's models (1.34), by model. */
export const newerFields: Readonly<Record<string, readonly ModelField[]>> = {
  // Since 1.35.
  V1PodCertificateProjection: [
    { name: 'userAnnotations', type: '{ [key: string]: string; }', format: '', required: false },
  ],
};

const atomicList: CrdSchema = { 'x-kubernetes-list-type': 'atomic' };
const atomicMap: CrdSchema = { 'x-kubernetes-map-type': 'atomic' };
const emptyText: CrdSchema = { default: '' };
const dateTime: CrdSchema = { format: 'date-time' };
const mapByType: CrdSchema = { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['type'] };

/** Merge behaviour and defaults, by `Model` or `Model.field`; only for types that our CRDs spell out, the others are opaque there. */
export const crdFacts: Readonly<Record<string, CrdSchema>> = {
  ...podFacts,
  V1ConfigMapKeySelector: atomicMap,
  'V1ConfigMapKeySelector.name': emptyText,
  V1ConfigMapEnvSource: atomicMap,
  'V1ConfigMapEnvSource.name': emptyText,
  V1FileKeySelector: atomicMap,
  'V1FileKeySelector.optional': { default: false },
  'V1HTTPIngressRuleValue.paths': atomicList,
  'V1HostAlias.hostnames': atomicList,
  'V1IPBlock.except': atomicList,
  'V1IngressTLS.hosts': atomicList,
  V1LabelSelector: atomicMap,
  'V1LabelSelector.matchExpressions': atomicList,
  'V1LabelSelectorRequirement.values': atomicList,
  V1LocalObjectReference: atomicMap,
  'V1LocalObjectReference.name': emptyText,
  'V1NetworkPolicyEgressRule.ports': atomicList,
  'V1NetworkPolicyEgressRule.to': atomicList,
  'V1NetworkPolicyIngressRule.from': atomicList,
  'V1NetworkPolicyIngressRule.ports': atomicList,
  V1ObjectFieldSelector: atomicMap,
  'V1PersistentVolumeClaimCondition.lastProbeTime': dateTime,
  'V1PersistentVolumeClaimCondition.lastTransitionTime': dateTime,
  'V1PersistentVolumeClaimSpec.accessModes': atomicList,
  'V1PersistentVolumeClaimStatus.accessModes': atomicList,
  'V1PersistentVolumeClaimStatus.allocatedResourceStatuses': { 'x-kubernetes-map-type': 'granular' },
  'V1PersistentVolumeClaimStatus.conditions': mapByType,
  'V1PodDNSConfig.nameservers': atomicList,
  'V1PodDNSConfig.options': atomicList,
  'V1PodDNSConfig.searches': atomicList,
  V1ResourceFieldSelector: atomicMap,
  'V1ResourceRequirements.claims': { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] },
  V1SecretEnvSource: atomicMap,
  'V1SecretEnvSource.name': emptyText,
  V1SecretKeySelector: atomicMap,
  'V1SecretKeySelector.name': emptyText,
  V1ServiceBackendPort: atomicMap,
  V1TypedLocalObjectReference: atomicMap,
  'V2HPAScalingRules.policies': atomicList,
};
