import type { KubeObject } from '../lib/kube-object.ts';
import { childMetadata, type Identity } from './metadata.ts';

/** spec.vpa, passed on as it is; its content belongs to the autoscaler's API. */
export interface EmbeddedVpa {
  readonly recommenders?: readonly object[] | undefined;
  readonly resourcePolicy?: object | undefined;
  readonly updatePolicy?: object | undefined;
}

/** The workload an autoscaler acts on. */
export interface ScaleTarget {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** VerticalPodAutoscaler named like its target. Source: https://pkg.go.dev/k8s.io/autoscaler/vertical-pod-autoscaler/pkg/apis/autoscaling.k8s.io/v1 */
export function buildVerticalPodAutoscaler(identity: Identity, target: ScaleTarget, vpa: EmbeddedVpa): KubeObject {
  return {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: childMetadata(identity, { name: target.name }),
    spec: {
      targetRef: target,
      ...(vpa.updatePolicy === undefined ? {} : { updatePolicy: vpa.updatePolicy }),
      ...(vpa.resourcePolicy === undefined ? {} : { resourcePolicy: vpa.resourcePolicy }),
      ...(vpa.recommenders === undefined ? {} : { recommenders: vpa.recommenders }),
    },
  };
}
