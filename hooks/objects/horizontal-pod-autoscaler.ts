import type { Issue } from '../api/issue.ts';
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

/** spec.hpa, as far as it says how pods are taken away. */
interface ScaleDownSpec {
  readonly behaviour?: { readonly scaleDown?: object | undefined } | undefined;
}

/** Storage nodes hold data, so autoscaling may not remove any. `part` is the name of the component in the message. */
export function neverScalesDown(hpa: ScaleDownSpec | undefined, path: string, part: string): Issue | null {
  if (hpa?.behaviour?.scaleDown === undefined) return null;
  const message = `${part} scaledown HPA behavior is not supported`;
  return { path: `${path}.behaviour.scaleDown`, reason: 'StorageScaleDown', message };
}
