import { group } from '../../api/common/custom-resource.ts';
import type { ChildKind } from '../../metacontroller/contract.ts';

const operator = `${group}/v1beta1`;
const rbac = 'rbac.authorization.k8s.io/v1';

/** The children that workloads have, as their controllers declare them. */
export const childKind = {
  daemonSet: inPlace('apps/v1', 'DaemonSet', 'daemonsets'),
  deployment: inPlace('apps/v1', 'Deployment', 'deployments'),
  statefulSet: inPlace('apps/v1', 'StatefulSet', 'statefulsets'),
  horizontalPodAutoscaler: inPlace('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers'),
  verticalPodAutoscaler: {
    ...inPlace('autoscaling.k8s.io/v1', 'VerticalPodAutoscaler', 'verticalpodautoscalers'),
    optional: 'vpa',
  },
  job: inPlace('batch/v1', 'Job', 'jobs'),
  networkPolicy: inPlace('networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies'),
  podScrape: inPlace(operator, 'VMPodScrape', 'vmpodscrapes'),
  serviceScrape: inPlace(operator, 'VMServiceScrape', 'vmservicescrapes'),
  podDisruptionBudget: inPlace('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets'),
  role: inPlace(rbac, 'Role', 'roles'),
  roleBinding: inPlace(rbac, 'RoleBinding', 'rolebindings'),
  configMap: inPlace('v1', 'ConfigMap', 'configmaps'),
  secret: inPlace('v1', 'Secret', 'secrets'),
  service: inPlace('v1', 'Service', 'services'),
  serviceAccount: inPlace('v1', 'ServiceAccount', 'serviceaccounts'),
} as const satisfies Readonly<Record<string, ChildKind>>;

function inPlace(apiVersion: string, kind: string, resource: string): ChildKind {
  return { apiVersion, kind, resource, updateMethod: 'InPlace' };
}
