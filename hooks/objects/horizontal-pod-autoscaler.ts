import type { KubeObject } from '../lib/kube-object.ts';
import { childMetadata, type Identity } from './metadata.ts';
import type { ScaleTarget } from './vpa.ts';

/** spec.hpa, passed on as it is; in the CRDs `behavior` has its British spelling. */
export interface EmbeddedHpa {
  readonly minReplicas?: number | undefined;
  readonly maxReplicas?: number | undefined;
  readonly metrics?: readonly object[] | undefined;
  readonly behaviour?: object | undefined;
}

/** HorizontalPodAutoscaler named like its target. */
export function buildHorizontalPodAutoscaler(identity: Identity, target: ScaleTarget, hpa: EmbeddedHpa): KubeObject {
  const { minReplicas, maxReplicas, metrics, behaviour } = hpa;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: childMetadata(identity, { name: target.name }),
    spec: {
      scaleTargetRef: target,
      ...(minReplicas === undefined ? {} : { minReplicas }),
      ...(maxReplicas === undefined ? {} : { maxReplicas }),
      ...(metrics === undefined ? {} : { metrics }),
      ...(behaviour === undefined ? {} : { behavior: behaviour }),
    },
  };
}
