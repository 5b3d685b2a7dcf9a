/** Reasons that rules on workloads give; part of the catalogue in reasons.ts. */
export const workloadReasons = {
  AutoscalingInvalid: {
    meaning: 'The limits of the horizontal autoscaling contradict each other.',
    remedy: 'Set spec.hpa.maxReplicas, not below minReplicas.',
  },
  ClaimsLeftBehind: {
    meaning: 'Pods would begin with empty volumes: what they have stored stays in claims that they no longer use.',
    remedy: 'Take the change back, unless you want to begin without data; the former claims stay.',
  },
  CredentialsConflict: {
    meaning: 'Several ways of access contradict each other, or one is incomplete.',
    remedy: 'Keep one of those which the message names.',
  },
  DeprecatedKind: {
    meaning: 'The kind of the object has a successor, and nothing is made from the object any more.',
    remedy: 'Create an object of the kind which the message names, and move the data.',
  },
  DiscoveryInvalid: {
    meaning: 'The discovery of storage nodes cannot be used as it is configured.',
    remedy: 'Correct the field which the message names.',
  },
  ExternalConfigInvalid: {
    meaning: "The configuration of the user's own comes from several places, or from none.",
    remedy: 'Give one of externalConfig.secretRef, with name and key, and externalConfig.localPath.',
  },
  IngressTlsIncomplete: {
    meaning: 'TLS of an Ingress has hosts without a certificate, or a certificate without hosts.',
    remedy: 'Set tlsHosts and tlsSecretName together, or neither.',
  },
  InlineScrapeConfigInvalid: {
    meaning: 'The inline scrape configuration is no YAML list of scrape jobs.',
    remedy: 'Correct the text; each job is an item of one list.',
  },
  InvalidMetricLabel: {
    meaning: 'A text is no name of a label.',
    remedy: 'Use letters, digits, `_`, `:` and `.`, and begin with no digit.',
  },
  ModeConflict: {
    meaning: 'A field has no place in the mode that the object runs in.',
    remedy: 'Remove one of the two settings which the message names.',
  },
  PodStuck: {
    meaning: 'A pod does not get ready, and what comes after its part in the roll-out waits for it.',
    remedy:
      'Look at the pod with `kubectl describe` and at its log. A spec that mends it is rolled out at once; nothing has to be deleted.',
  },
  RemoteWriteMissing: {
    meaning: 'An agent has nowhere to send its data.',
    remedy: 'Add an entry with a URL to spec.remoteWrite.',
  },
  ServiceMustStayHeadless: {
    meaning: 'The main Service of a StatefulSet must stay headless.',
    remedy: 'Remove spec.type from serviceSpec, or set useAsDefault to false and give the Service a name.',
  },
  StorageNodeDuplicate: {
    meaning: 'Queries would reach a storage node twice and count its data twice.',
    remedy: 'Name each address once, in extraArgs.storageNode and extraStorageNodes together.',
  },
  StorageScaleDown: {
    meaning:
      'Storage nodes are removed, or autoscaling would remove them, and what only they hold is not found any more.',
    remedy:
      'Autoscaling only ever adds storage nodes: remove behaviour.scaleDown. Fewer replicas are meant where other nodes hold the same data, or where it may be lost; the claims stay.',
  },
  TargetRefInvalid: {
    meaning: 'A backend has no address or several.',
    remedy: 'Give each backend one of crd and static, complete, or the name of a default.',
  },
  UnauthorizedAccessInvalid: {
    meaning: 'What happens to requests without credentials is ambiguous or incomplete.',
    remedy: 'Correct the field which the message names; targetRefs alone is the simplest form.',
  },
  ZoneInvalid: {
    meaning: 'The zones of a distributed object contradict each other or are incomplete.',
    remedy: 'Correct the field which the message names, in the zone or in zoneCommon.',
  },
} as const;
