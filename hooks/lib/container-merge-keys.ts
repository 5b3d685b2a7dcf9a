import type { MergeKeys } from './strategic-merge.ts';

/**
 * The lists of a Container that merge item by item, with the key that tells their items apart; every other list of a Container
 * (args, command, envFrom, resizePolicy, resources.claims, securityContext.capabilities.add …) is replaced as a whole.
 * Source: `x-kubernetes-patch-merge-key` of io.k8s.api.core.v1.Container in the Kubernetes OpenAPI document, v1.36.
 */
export const containerMergeKeys: MergeKeys = {
  env: 'name',
  ports: 'containerPort',
  volumeDevices: 'devicePath',
  volumeMounts: 'mountPath',
};
