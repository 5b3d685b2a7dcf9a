import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { gossipConfig, tracingConfig, webConfig } from './common/alertmanager-server.ts';
import { applicationFields, serviceFields } from './common/application.ts';
import { configReloaderFields } from './common/config-reloader.ts';
import { customResource, group } from './common/custom-resource.ts';
import { childObjectFields } from './common/operation.ts';
import { podDisruptionBudgetFields } from './common/pod-disruption-budget.ts';
import { statefulStrategyFields } from './common/rollout.ts';
import { flag, text, texts } from './common/scalars.ts';
import { fileAccessFields, selectAllFields } from './common/selection.ts';
import { claimRetentionFields, claimTemplateFields, statefulStorage } from './common/stateful-storage.ts';
import { workloadStatusFields } from './common/status.ts';
import { optional, required, withMeta } from './field.ts';
import { LabelSelector } from './kubernetes.ts';

const duration = text.regex(/[0-9]+(ms|s|m|h)/);

const templateFile = withMeta(
  openObject({
    name: optional(text, 'Name of the ConfigMap.', { crd: { default: '' } }),
    key: required(text, 'Key of the ConfigMap with the template.'),
  }),
  { crd: { 'x-kubernetes-map-type': 'atomic' } },
);

const configFields = {
  configRawYaml: optional(text, 'Configuration of Alertmanager as YAML; configSecret goes before it.'),
  configSecret: optional(text, 'Secret of the namespace with the configuration under the key alertmanager.yaml.'),
  configSelector: optional(LabelSelector, 'Labels of the VMAlertmanagerConfig objects to use.'),
  configNamespaceSelector: optional(
    LabelSelector,
    'Labels of the namespaces whose VMAlertmanagerConfig objects are used.',
  ),
  ...selectAllFields,
  disableNamespaceMatcher: optional(
    flag,
    'Do not limit the routes of a VMAlertmanagerConfig to alerts of its own namespace.',
  ),
  enforcedNamespaceLabel: optional(text, 'Label of alerts that holds their namespace, in place of `namespace`.'),
  enforcedTopRouteMatchers: optional(
    texts,
    'Matchers added to the first route of every VMAlertmanagerConfig, each entry as `label="value"`.',
  ),
  disableRouteContinueEnforce: optional(
    flag,
    'Let alerts end at the first route of a VMAlertmanagerConfig that takes them unless it says continue.',
  ),
  templates: optional(z.array(templateFile), 'Keys of ConfigMaps with notification templates.'),
  ...fileAccessFields,
};

const serverFields = {
  logFormat: optional(z.enum(['logfmt', 'json']), 'Form of the log lines.'),
  logLevel: optional(
    z.enum(['debug', 'info', 'warn', 'error', 'DEBUG', 'INFO', 'WARN', 'ERROR']),
    'Least severe messages that are logged.',
  ),
  externalURL: optional(text, 'Address under which users reach Alertmanager; it stands in notifications.'),
  routePrefix: optional(text, 'Path under which Alertmanager serves.'),
  portName: optional(text, 'Name of the HTTP port of the pods.'),
  listenLocal: optional(flag, 'Serve on the loopback address only, for a proxy in the pod.'),
  retention: optional(duration, 'How long silences and notifications are remembered.'),
  webConfig: optional(webConfig, 'TLS, users and headers of the HTTP server.'),
  gossipConfig: optional(gossipConfig, 'TLS between the pods.'),
  tracingConfig: optional(tracingConfig, 'Where traces of Alertmanager go.'),
  clusterAdvertiseAddress: optional(text, 'Address under which the other pods reach a pod.'),
  clusterDomainName: optional(text, 'Domain of the cluster, for the names of the pods.'),
  additionalPeers: optional(texts, 'Addresses of further Alertmanagers that share silences and notifications.'),
};

const vmalertmanagerSpec = openObject({
  ...configFields,
  ...serverFields,
  storage: optional(statefulStorage, 'Where silences and notifications are kept; in the pod without it.'),
  ...applicationFields,
  ...serviceFields,
  ...childObjectFields,
  ...configReloaderFields,
  ...podDisruptionBudgetFields,
  ...statefulStrategyFields,
  ...claimTemplateFields,
  ...claimRetentionFields,
});
export type VMAlertmanagerSpec = z.output<typeof vmalertmanagerSpec>;

const schema = customResource({
  kind: 'VMAlertmanager',
  version: 'v1beta1',
  spec: vmalertmanagerSpec,
  specOptional: false,
  status: openObject(workloadStatusFields),
});

/** An Alertmanager, alone or as a cluster. */
export type VMAlertmanager = z.output<typeof schema>;

/** The API of VMAlertmanager. */
export const vmalertmanagerApi: ApiKind<VMAlertmanager> = {
  kind: 'VMAlertmanager',
  group,
  version: 'v1beta1',
  plural: 'vmalertmanagers',
  singular: 'vmalertmanager',
  listKind: 'VMAlertmanagerList',
  shortNames: ['vma'],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'ReplicaCount', type: 'integer', jsonPath: '.spec.replicaCount' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    { name: 'Update Status', type: 'string', jsonPath: '.status.updateStatus' },
  ],
  description:
    'VMAlertmanager runs Alertmanager, which groups, silences and routes alerts to those who shall hear of them.',
  schema,
};
