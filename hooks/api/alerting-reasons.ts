/** Reasons that rules on alerting and anomaly detection give; part of the catalogue in reasons.ts. */
export const alertingReasons = {
  AlertmanagerConfigInvalid: {
    meaning: 'A text is no configuration that Alertmanager would start with.',
    remedy: 'Correct the configuration as the message says; `amtool check-config` says the same.',
  },
  AnomalyConfigInvalid: {
    meaning: 'A configuration of vmanomaly, or a part of one, cannot be used.',
    remedy: 'Correct the model, scheduler or section which the message names.',
  },
  AnomalyConfigMissing: {
    meaning: 'A VMAnomaly has no configuration, so nothing can be created from it.',
    remedy: 'Set spec.configRawYaml or spec.configSecret.',
  },
  ConfigSecretNameTaken: {
    meaning: 'A Secret with a configuration has the name of the Secret that is generated from it.',
    remedy: 'Give the Secret another name and correct spec.configSecret.',
  },
  DatasourceMissing: {
    meaning: 'A VMAlert has nothing to query.',
    remedy: 'Set spec.datasource.url.',
  },
  MatcherInvalid: {
    meaning: 'A matcher of Alertmanager cannot be read.',
    remedy: 'Write it as `label="value"`, with =, !=, =~ or !~ between the two.',
  },
  NamespaceMatcherConflict: {
    meaning: 'Alerts shall be told apart by a label of the namespace and not told apart at the same time.',
    remedy: 'Remove spec.disableNamespaceMatcher or spec.enforcedNamespaceLabel.',
  },
  NotifierInvalid: {
    meaning: 'The receivers of alerts contradict each other, or one of them has no address.',
    remedy: 'Correct the notifier at the given path: use one way to name receivers, each with a URL or a selector.',
  },
  NotifierMissing: {
    meaning: 'Nobody hears of alerts, so alerting rules are left out.',
    remedy: 'Set spec.notifier, spec.notifiers or spec.notifierConfigRef, unless only recording rules are wanted.',
  },
  ReceiverInvalid: {
    meaning: 'A receiver of alerts lacks a setting, or its settings contradict each other.',
    remedy: 'Correct the setting which the message names.',
  },
  RouteInvalid: {
    meaning: 'A route leads to a receiver or uses a time interval that does not exist.',
    remedy: 'Define what the message names in the same object, or correct the name.',
  },
  TimeIntervalInvalid: {
    meaning: 'A time interval cannot be read, says nothing, or has the name of another one.',
    remedy: 'Correct the entry at the given path.',
  },
  TlsIncomplete: {
    meaning: 'TLS is asked for, but certificate, private key or certificate authority is missing.',
    remedy: 'Name each missing part, as a file or as a key of a Secret.',
  },
} as const;
