import type {
  V1ConfigMap,
  V1Container,
  V1ContainerPort,
  V1DaemonSet,
  V1Deployment,
  V1EnvFromSource,
  V1EnvVar,
  V1HostAlias,
  V1Lifecycle,
  V1LocalObjectReference,
  V1NetworkPolicy,
  V1NetworkPolicyEgressRule,
  V1NetworkPolicyIngressRule,
  V1PersistentVolumeClaim,
  V1PersistentVolumeClaimSpec,
  V1PodDisruptionBudget,
  V1PodSecurityContext,
  V1PodSpec,
  V1PodTemplateSpec,
  V1Probe,
  V1SecurityContext,
  V1Service,
  V1ServiceAccount,
  V1ServicePort,
  V1ServiceSpec,
  V1StatefulSet,
  V1Volume,
  V1VolumeMount,
} from '@kubernetes/client-node';
import type { ObjectMeta } from '../lib/kube-object.ts';

/** Amount of a resource: `500Mi`, `1.5`, or a bare number. Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export type Quantity = string | number;

/** Name on the wire of a model's property: the client writes reserved words with a leading underscore (`_from`). */
type WireName<K> = K extends `_${infer Name}` ? Name : K;

/** Quantities are text in the client's models, but a manifest may hold bare numbers. */
type WireField<K, V> = K extends 'limits' | 'requests'
  ? Readonly<Record<string, Quantity>>
  : K extends 'sizeLimit' | 'divisor'
    ? Quantity
    : Wire<V>;

/** A client-node model as the API server sends and takes it: wire names, timestamps as text, read-only. Optional fields may be typed as undefined, which parsed user input is; whoever writes an object leaves them out. */
type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Wire<Item>[]
    : T extends object
      ? {
          readonly [K in keyof T as WireName<K>]: Partial<Pick<T, K>> extends Pick<T, K>
            ? WireField<K, Exclude<T[K], undefined>> | undefined
            : WireField<K, T[K]>;
        }
      : T;

/** A whole object: type and name are always there. */
type WireObject<T> = Omit<Wire<T>, 'apiVersion' | 'kind' | 'metadata' | 'status'> & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
};

export type ConfigMap = WireObject<V1ConfigMap>;
export type Container = Wire<V1Container>;
export type ContainerPort = Wire<V1ContainerPort>;
export type DaemonSet = WireObject<V1DaemonSet>;
export type Deployment = WireObject<V1Deployment>;
export type EnvFromSource = Wire<V1EnvFromSource>;
export type EnvVar = Wire<V1EnvVar>;
export type HostAlias = Wire<V1HostAlias>;
export type Lifecycle = Wire<V1Lifecycle>;
export type LocalObjectReference = Wire<V1LocalObjectReference>;
export type NetworkPolicy = WireObject<V1NetworkPolicy>;
export type NetworkPolicyEgressRule = Wire<V1NetworkPolicyEgressRule>;
export type NetworkPolicyIngressRule = Wire<V1NetworkPolicyIngressRule>;
export type PersistentVolumeClaim = WireObject<V1PersistentVolumeClaim>;
export type PersistentVolumeClaimSpec = Wire<V1PersistentVolumeClaimSpec>;
export type PodDisruptionBudget = WireObject<V1PodDisruptionBudget>;
export type PodSecurityContext = Wire<V1PodSecurityContext>;
export type PodSpec = Wire<V1PodSpec>;
export type PodTemplate = Wire<V1PodTemplateSpec>;
export type Probe = Wire<V1Probe>;
export type ResourceRequirements = NonNullable<Container['resources']>;
export type SecurityContext = Wire<V1SecurityContext>;
export type Service = WireObject<V1Service>;
export type ServiceAccount = WireObject<V1ServiceAccount>;
export type ServicePort = Wire<V1ServicePort>;
export type ServiceSpec = Wire<V1ServiceSpec>;
export type StatefulSet = WireObject<V1StatefulSet>;
export type Volume = Wire<V1Volume>;
export type VolumeMount = Wire<V1VolumeMount>;

/** Reference to one key of a Secret or ConfigMap in the object's own namespace. */
export interface KeyReference {
  readonly name?: string | undefined;
  readonly key: string;
  readonly optional?: boolean | undefined;
}
