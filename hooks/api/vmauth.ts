import type { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { victoriaFields } from './common/application.ts';
import { configReloaderFields } from './common/config-reloader.ts';
import { customResource, group } from './common/custom-resource.ts';
import { httpRoute } from './common/gateway-route.ts';
import { autoscalingFields } from './common/horizontal-pod-autoscaler.ts';
import { ingress } from './common/ingress.ts';
import { license } from './common/license.ts';
import { childObjectFields } from './common/operation.ts';
import { podDisruptionBudgetFields } from './common/pod-disruption-budget.ts';
import { deploymentRolloutFields } from './common/rollout.ts';
import { flag, text } from './common/scalars.ts';
import { fileAccessFields, selectAllFields } from './common/selection.ts';
import { workloadStatusFields } from './common/status.ts';
import { targetRefs } from './common/target-refs.ts';
import { earlierUnauthorizedFields, unauthorizedUserAccess } from './common/unauthorized-access.ts';
import { opaqueValue, optional, withMeta } from './field.ts';
import { LabelSelector, SecretKeySelector } from './kubernetes.ts';

const externalConfig = openObject({
  secretRef: optional(SecretKeySelector, 'Key of a Secret with the configuration.'),
  localPath: optional(text, 'Path of the configuration in the container.'),
});

const accessFields = {
  ...selectAllFields,
  ...fileAccessFields,
  userSelector: optional(LabelSelector, 'Labels of the VMUser objects to use.'),
  userNamespaceSelector: optional(LabelSelector, 'Labels of the namespaces whose VMUser objects are used.'),
  defaultTargetRefs: optional(targetRefs, 'Named backends that users may refer to.'),
  unauthorizedUserAccessSpec: optional(unauthorizedUserAccess, 'What happens to requests without credentials.'),
  ...earlierUnauthorizedFields,
  externalConfig: optional(externalConfig, 'A configuration of your own, instead of one made from VMUser objects.'),
  configSecret: optional(text, 'Earlier form of externalConfig: Secret with the key config.yaml.'),
  waitForConfigReload: optional(flag, 'Wait until all pods have read a changed configuration.'),
};

const networkFields = {
  ingress: optional(ingress, 'Ingress in front of the Service.'),
  httpRoute: optional(httpRoute, 'HTTPRoute of the Gateway API in front of the Service.'),
  internalListenPort: optional(text, 'Own port for metrics, health checks and reloading.'),
  useProxyProtocol: optional(flag, 'Expect the proxy protocol on the main port.'),
};

/** Spec of a VMAuth. What the CRD does not list is kept: options beside unauthorizedAccessConfig lie there. */
export const vmauthSpec = withMeta(
  openObject({
    license: optional(license, 'License of VictoriaMetrics Enterprise.'),
    ...accessFields,
    ...networkFields,
    ...victoriaFields,
    ...childObjectFields,
    ...configReloaderFields,
    ...autoscalingFields,
    ...podDisruptionBudgetFields,
    ...deploymentRolloutFields,
  }),
  { crd: opaqueValue },
);

const schema = customResource({
  kind: 'VMAuth',
  version: 'v1beta1',
  spec: vmauthSpec,
  specOptional: true,
  status: openObject(workloadStatusFields),
});

/** A vmauth in front of other workloads. */
export type VMAuth = z.output<typeof schema>;

/** The API of VMAuth. */
export const vmauthApi: ApiKind<VMAuth> = {
  kind: 'VMAuth',
  group,
  version: 'v1beta1',
  plural: 'vmauths',
  singular: 'vmauth',
  listKind: 'VMAuthList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    { name: 'ReplicaCount', type: 'integer', jsonPath: '.spec.replicaCount' },
  ],
  description: 'VMAuth lets users through to other workloads: it checks their credentials and routes their requests.',
  schema,
};
