/** A Kubernetes type that our kinds embed. */
export interface Root {
  /** Model of the package: `V1Container`. */
  readonly model: string;
  /**
   * `whole`: required fields are required. `patch`: the value is merged over one that the operator builds, so only `name` of the type
   * itself stays required; the schema's name gets the suffix `Patch`, and so do the types below it.
   */
  readonly use: 'whole' | 'patch';
}

const whole = (model: string): Root => ({ model, use: 'whole' });
const patch = (model: string): Root => ({ model, use: 'patch' });

/** The embedded types of all kinds; hooks/api/kubernetes.ts has these and what they reach. */
export const embeddedRoots: readonly Root[] = [
  whole('V1Affinity'),
  whole('V1ConfigMapKeySelector'),
  patch('V1Container'),
  whole('V1EmptyDirVolumeSource'),
  whole('V1EnvFromSource'),
  whole('V1EnvVar'),
  whole('V1HostAlias'),
  whole('V1IngressRule'),
  whole('V1IngressTLS'),
  whole('V1LabelSelector'),
  whole('V1LocalObjectReference'),
  whole('V1NetworkPolicyEgressRule'),
  whole('V1NetworkPolicyIngressRule'),
  whole('V1PersistentVolumeClaimSpec'),
  whole('V1PersistentVolumeClaimStatus'),
  whole('V1PodDNSConfig'),
  whole('V1PodReadinessGate'),
  whole('V1PodSecurityContext'),
  patch('V1Probe'),
  whole('V1ResourceRequirements'),
  whole('V1SecretKeySelector'),
  whole('V1SecurityContext'),
  whole('V1ServiceSpec'),
  whole('V1StatefulSetPersistentVolumeClaimRetentionPolicy'),
  whole('V1Toleration'),
  whole('V1TopologySpreadConstraint'),
  whole('V1Volume'),
  whole('V1VolumeMount'),
  whole('V2HorizontalPodAutoscalerBehavior'),
  whole('V2MetricSpec'),
];
