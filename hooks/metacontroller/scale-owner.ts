import { fieldAt } from '../lib/field-path.ts';
import type { KubeObject } from '../lib/kube-object.ts';

/** Has somebody set the replicas of a workload through its scale subresource, as autoscalers do? Then he owns the field, and a number of ours would take it from him. Source: https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership */
export function isScaledByOthers({ metadata }: KubeObject): boolean {
  return (metadata.managedFields ?? []).some(
    ({ subresource, fieldsV1 }) => subresource === 'scale' && fieldAt(fieldsV1, ['f:spec', 'f:replicas']) !== undefined,
  );
}
