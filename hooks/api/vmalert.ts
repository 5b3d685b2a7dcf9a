import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { victoriaFields } from './common/application.ts';
import { basicAuth, oauth2 } from './common/authentication.ts';
import { configReloaderFields } from './common/config-reloader.ts';
import { customResource, group } from './common/custom-resource.ts';
import { license } from './common/license.ts';
import { namespaceChoice } from './common/namespace-choice.ts';
import { childObjectFields } from './common/operation.ts';
import { podDisruptionBudgetFields } from './common/pod-disruption-budget.ts';
import { deploymentRolloutFields } from './common/rollout.ts';
import { int32, text, textMap, texts } from './common/scalars.ts';
import { selectAllFields } from './common/selection.ts';
import { workloadStatusFields } from './common/status.ts';
import { tlsConfig } from './common/tls-config.ts';
import { opaqueObject, optional, required } from './field.ts';
import { LabelSelector, SecretKeySelector } from './kubernetes.ts';

const duration = text.regex(/[0-9]+(ms|s|m|h)/);

/** How vmalert authenticates at another program. */
const accessFields = {
  basicAuth: optional(basicAuth, 'User name and password.'),
  bearerTokenSecret: optional(SecretKeySelector, 'Key of a Secret with the bearer token.'),
  bearerTokenFile: optional(text, 'Path of the bearer token in the container.'),
  oauth2: optional(oauth2, 'OAuth 2.0 client credentials.', { crdInstead: opaqueObject }),
  tlsConfig: optional(tlsConfig, 'TLS on the way to the other program.', { crdInstead: opaqueObject }),
  headers: optional(texts, 'Headers to send, each as `Name: value`.'),
};

const datasource = openObject({ url: required(text, 'Address that is queried.'), ...accessFields });

const remoteRead = openObject({
  url: required(text, 'Address that the state of alerts is read from after a start.'),
  lookback: optional(text, 'How far back the state is looked for.'),
  ...accessFields,
});

const remoteWrite = openObject({
  url: required(text, 'Address that results of recording rules and the state of alerts are written to.'),
  concurrency: optional(int32, 'Number of parallel writers.'),
  flushInterval: optional(duration, 'Longest time that results are collected before they are written.'),
  maxBatchSize: optional(int32, 'Most series in one write.'),
  maxQueueSize: optional(int32, 'Most series that wait.'),
  ...accessFields,
});

const discovery = openObject({
  labelSelector: optional(LabelSelector, 'Labels of the VMAlertmanager objects; all of them without it.'),
  namespaceSelector: optional(namespaceChoice, 'Namespaces of the VMAlertmanager objects.'),
});

const notifier = openObject({
  url: optional(text, 'Address of an Alertmanager; it or selector must be given.'),
  selector: optional(
    discovery,
    'Send alerts to every pod of the VMAlertmanager objects that match; url has no effect then.',
  ),
  ...accessFields,
});

const vmalertSpec = openObject({
  datasource: required(datasource, 'Where rules get their data from.'),
  notifier: optional(notifier, 'Where alerts go; further ones stand in notifiers.'),
  notifiers: optional(z.array(notifier), 'Where alerts go.'),
  notifierConfigRef: optional(
    SecretKeySelector,
    'Key of a Secret with a notifier configuration of vmalert, instead of notifier and notifiers.',
  ),
  remoteWrite: optional(remoteWrite, 'Where results of recording rules and the state of alerts are kept.'),
  remoteRead: optional(remoteRead, 'Where the state of alerts is read from after a start.'),
  ruleSelector: optional(LabelSelector, 'Labels of the VMRule objects to use.'),
  ruleNamespaceSelector: optional(LabelSelector, 'Labels of the namespaces whose VMRule objects are used.'),
  ...selectAllFields,
  rulePath: optional(texts, 'Paths or URLs of further rule files.'),
  evaluationInterval: optional(duration, 'Time between two evaluations where a group gives none.'),
  enforcedNamespaceLabel: optional(text, 'Label that every alert and series of a VMRule gets, with its namespace.'),
  externalLabels: optional(textMap, 'Labels on all alerts and recorded series.'),
  license: optional(license, 'License of VictoriaMetrics Enterprise.'),
  ...victoriaFields,
  ...childObjectFields,
  ...configReloaderFields,
  ...podDisruptionBudgetFields,
  ...deploymentRolloutFields,
});
export type VMAlertSpec = z.output<typeof vmalertSpec>;

const schema = customResource({
  kind: 'VMAlert',
  version: 'v1beta1',
  spec: vmalertSpec,
  specOptional: true,
  status: openObject(workloadStatusFields),
});

/** A vmalert that evaluates rules. */
export type VMAlert = z.output<typeof schema>;

/** The API of VMAlert. */
export const vmalertApi: ApiKind<VMAlert> = {
  kind: 'VMAlert',
  group,
  version: 'v1beta1',
  plural: 'vmalerts',
  singular: 'vmalert',
  listKind: 'VMAlertList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
    { name: 'ReplicaCount', type: 'integer', jsonPath: '.spec.replicaCount' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
  description:
    'VMAlert evaluates the rules of VMRule objects: it records their results and sends alerts to Alertmanager.',
  schema,
};
