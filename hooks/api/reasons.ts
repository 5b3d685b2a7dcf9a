import { actionReasons } from './action-reasons.ts';
import { alertingReasons } from './alerting-reasons.ts';
import { scrapeReasons } from './scrape-reasons.ts';
import { workloadReasons } from './workload-reasons.ts';

/** What a reason means and what a user does about it; the text of docs/reasons.md comes from here. */
export interface ReasonDoc {
  readonly meaning: string;
  readonly remedy: string;
}

/** The closed catalogue of reasons. Keys are CamelCase, as Kubernetes conditions want them; a new one is documented here or does not exist. */
export const reasons = {
  ...actionReasons,
  ...alertingReasons,
  ...scrapeReasons,
  ...workloadReasons,
  AdditionalServiceNameTaken: {
    meaning: 'The additional Service would have the name of the main one.',
    remedy: 'Choose another spec.serviceSpec.metadata.name, or set useAsDefault to shape the main Service.',
  },
  ClaimResizing: {
    meaning: 'The volume of a claim is being enlarged.',
    remedy: 'Wait; some volume drivers need a restart of the pod before the file system grows.',
  },
  ConfigMapKeyNotFound: {
    meaning: 'A referenced ConfigMap exists but lacks the key.',
    remedy: 'Add the key or correct the reference; the workload stays as it is until then.',
  },
  ConfigMapNotFound: {
    meaning: 'A referenced ConfigMap does not exist in the namespace of the object.',
    remedy: 'Create it or correct the reference; the workload stays as it is until then.',
  },
  ContainerPatchInvalid: {
    meaning: 'An entry of spec.containers or spec.initContainers cannot be merged over the generated container.',
    remedy:
      'Write it as a strategic merge patch: list items carry their merge key, directives are those of `kubectl patch`.',
  },
  DeprecatedField: {
    meaning: 'The object uses a field that is honoured but will go.',
    remedy: 'Use the field which the message names.',
  },
  DownsamplingInvalid: {
    meaning: 'A downsampling rule contradicts itself or another rule.',
    remedy:
      'Correct the rule at the given path: offsets and intervals are durations, multiples of each other, one rule per filter.',
  },
  EndpointAuthInvalid: {
    meaning: 'The settings for access to a target contradict each other or are incomplete.',
    remedy: 'Correct the field which the message names.',
  },
  InvalidDuration: {
    meaning: 'A text is no duration.',
    remedy: 'Write a number with a unit, such as `30s`, `5m` or `1h30m`.',
  },
  InvalidExpression: {
    meaning: 'A query expression cannot be read.',
    remedy: 'Correct the expression; the message says where reading it ends.',
  },
  InvalidHeader: {
    meaning: 'A text is no HTTP header.',
    remedy: 'Write it as `Name: value`.',
  },
  InvalidLabelSelector: {
    meaning: 'A label selector cannot be read.',
    remedy:
      'Use the operators In, NotIn (with values), Exists or DoesNotExist (without) and label syntax for keys and values.',
  },
  InvalidLabel: {
    meaning: 'A label or annotation of a child has a key or value that Kubernetes refuses.',
    remedy:
      'Correct it where it comes from; values of labels have at most 63 letters, digits, -, _ and . (the name of the object is one of them).',
  },
  InvalidName: {
    meaning: 'A child, or a container, volume, port or variable in it, would have a name that Kubernetes refuses.',
    remedy:
      'Choose a shorter or simpler name; names of Services are derived from the name of the object and have at most 63 letters, digits and -.',
  },
  InvalidPort: {
    meaning: 'A port is no number from 1 to 65535.',
    remedy: 'Write the port as a number in quotes.',
  },
  InvalidRegex: {
    meaning: 'A regular expression does not compile.',
    remedy: 'Correct it; the syntax is RE2 (https://github.com/google/re2/wiki/Syntax).',
  },
  InvalidSize: {
    meaning: 'A text is no size in bytes.',
    remedy: 'Write a number with an optional unit, such as `64KB` or `16MiB`.',
  },
  InvalidTemplate: {
    meaning: 'A template cannot be read.',
    remedy: 'Correct the template; the syntax is that of Go, the functions are those of vmalert.',
  },
  InvalidUrl: {
    meaning: 'A text is no URL.',
    remedy: 'Write scheme and host, such as `http://proxy:8080`.',
  },
  LicenseInvalid: {
    meaning: 'The license settings contradict each other.',
    remedy: 'Give either spec.license.key or spec.license.keyRef; reloadInterval goes with keyRef.',
  },
  LicenseMissing: {
    meaning: 'A feature of the enterprise version is used without a license.',
    remedy: 'Set spec.license.key or spec.license.keyRef, or remove the feature.',
  },
  OpenShiftFixedIds: {
    meaning: 'Fixed user or group ids are set where OpenShift assigns them.',
    remedy: 'Remove runAsUser, runAsGroup and fsGroup, or grant a security context constraint that allows them.',
  },
  PreStopTooLong: {
    meaning: 'The pod would be killed before its preStop hook ends.',
    remedy: 'Make preStopSleepSeconds smaller than terminationGracePeriodSeconds.',
  },
  ProbeTargetsInvalid: {
    meaning: 'The targets of a probe are ambiguous or incomplete.',
    remedy: 'Correct the field which the message names.',
  },
  RelabelRuleInvalid: {
    meaning: 'A relabelling rule does nothing or cannot be read by the program.',
    remedy: 'Correct the rule at the given path.',
  },
  RetentionFilterInvalid: {
    meaning: 'A retention filter has no valid duration or keeps data longer than spec.retentionPeriod.',
    remedy: 'Correct the filter at the given path.',
  },
  RuleGroupInvalid: {
    meaning: 'A setting of a rule group cannot be used.',
    remedy: 'Correct the setting which the message names.',
  },
  RuleInvalid: {
    meaning: 'A recording or alerting rule cannot be used.',
    remedy: 'Correct the rule which the message names.',
  },
  RuleListInvalid: {
    meaning: 'The text in a referenced ConfigMap is no YAML list, so it cannot follow the inline rules.',
    remedy: 'Correct the text under the referenced key; each rule is an item of one list.',
  },
  ScrapeClassInvalid: {
    meaning: 'The scrape classes contradict themselves or each other.',
    remedy: 'Correct the class at the given path: names are unique, one class at most is the default.',
  },
  StorageClassChanged: {
    meaning: 'The StorageClass of an existing claim cannot change.',
    remedy: 'Take the change back, or move the data to a new object.',
  },
  StorageReplaced: {
    meaning: 'An edit gives pods other volumes: they restart, and what they wrote stays behind.',
    remedy: 'Take the change back, unless that is what you want; claims are never deleted for it.',
  },
  StorageDataPathWithoutVolume: {
    meaning: 'spec.storageDataPath names a directory on which nothing is mounted.',
    remedy: 'Add a volume and its mount, or call the volume `data`.',
  },
  StorageMountConflict: {
    meaning: 'The data volume and the mounts in the spec contradict each other.',
    remedy: 'Mount only the data volume at the data path.',
  },
  StorageVolumeConflict: {
    meaning: 'A claim is configured, and a volume in the spec has its name.',
    remedy: 'Remove one of the two.',
  },
  VolumeNotFound: {
    meaning: 'A container mounts a volume that its pod does not have.',
    remedy: 'Add the volume to spec.volumes, or correct the name in the mount.',
  },
  VpaApiDisabled: {
    meaning: 'spec.vpa is set, but the API of the vertical pod autoscaler is not enabled for vmop.',
    remedy: 'Install the VPA component and set VM_VPA_API_ENABLED=true, or remove spec.vpa.',
  },
  VpaIncomplete: {
    meaning: 'spec.vpa lacks a part that it needs.',
    remedy: 'Set updatePolicy.updateMode and resourcePolicy.containerPolicies.',
  },
  InvalidField: {
    meaning: 'A field has a wrong type, a value outside its enum or pattern, or a required field is missing.',
    remedy: 'Correct the field at the given path; `vmop validate -f FILE` shows all of them at once.',
  },
  UnknownField: {
    meaning: 'The object carries a field that its kind does not know, usually a misspelling.',
    remedy: 'Use the suggested spelling or remove the field.',
  },
  DuplicateObject: {
    meaning: 'Two documents of the input describe the same object.',
    remedy: 'Remove one of them; `kubectl apply` would let the last one win.',
  },
  InvalidYaml: {
    meaning: 'A document is neither YAML nor JSON.',
    remedy: 'Correct it at the given line.',
  },
  NoKubernetesObject: {
    meaning: 'A document lacks apiVersion, kind or metadata.name, or one of them has a wrong type.',
    remedy: 'Add what is missing; templates have to be rendered first.',
  },
  UnknownKind: {
    meaning: 'An object is of an API group of VictoriaMetrics, but its kind or version is not one that vmop serves.',
    remedy: 'Use the suggested spelling; `vmop crds` prints all kinds.',
  },
  InvalidSetting: {
    meaning: 'An environment variable holds a value that cannot be read.',
    remedy: 'Correct or remove the variable; docs/configuration.md lists what each accepts.',
  },
  UnknownSetting: {
    meaning: 'An environment variable starts with `VMOP_` but is none of vmop.',
    remedy: 'Use the suggested spelling or remove the variable.',
  },
  WatchNamespaceUnsupported: {
    meaning: 'WATCH_NAMESPACE is set, but Metacontroller always watches the whole cluster.',
    remedy: 'Remove it; docs/limiting-parents.md offers labels and namespaced write permissions instead.',
  },
  BodyTooLarge: {
    meaning: 'A hook request is larger than the body limit.',
    remedy: 'Raise VMOP_BODY_LIMIT, or select fewer objects.',
  },
  Draining: {
    meaning: 'The process is stopping and takes no more requests.',
    remedy: 'Nothing: Metacontroller asks again after two seconds and reaches another replica.',
  },
  Overloaded: {
    meaning: 'More hook requests are in work than the process takes.',
    remedy: 'Nothing if it passes; else add replicas, or raise VMOP_MAX_REQUESTS or VMOP_MAX_BODY_BYTES.',
  },
  OtherRelease: {
    meaning: 'The URL of the request names another release of vmop.',
    remedy: 'Nothing during an upgrade; else apply the CompositeControllers of the running release.',
  },
  Unauthorized: {
    meaning: 'A hook request carries no accepted bearer token.',
    remedy: 'Check that the Secret of the token is the same for Metacontroller and the hooks.',
  },
  UnknownHook: {
    meaning: 'No hook has the URL of the request.',
    remedy: 'Apply the CompositeControllers of the running release.',
  },
  ChildKindUndeclared: {
    meaning: 'The answer held an object of a kind that the controller does not declare.',
    remedy: 'This is a fault of vmop: report it with the name of the object from the log.',
  },
  DataLossRefused: {
    meaning:
      'The answer would have deleted a StatefulSet or a volume claim without an explicit intent, and was withheld.',
    remedy: 'This is a fault of vmop: nothing was changed; report it with the name of the object from the log.',
  },
  DuplicateChild: {
    meaning: 'The answer named one object twice.',
    remedy: 'This is a fault of vmop: report it with the name of the object from the log.',
  },
  DuplicateKey: {
    meaning: 'Two entries of a list have the same key but different content; server-side apply refuses such an object.',
    remedy: 'Remove or rename one of the two entries that the message names.',
  },
  Expanding: {
    meaning: 'The children are being applied or rolled out; the message says what is awaited.',
    remedy: 'Nothing; if it lasts, look at the pods of the object that the message names.',
  },
  GroupMissing: {
    meaning:
      'Metacontroller sent a request without a kind that the controller needs to see, so what exists is unknown.',
    remedy: 'Apply the CompositeControllers of the running vmop release.',
  },
  HookFailed: {
    meaning: 'vmop failed while it computed an answer; nothing was changed.',
    remedy: 'This is a fault of vmop: report it with the error from the log.',
  },
  ImmutableField: {
    meaning: 'A field of a child can only be set when the child is created; it stays as it is.',
    remedy: 'Take the change back, or recreate the child as the message says.',
  },
  InvalidRequest: {
    meaning: 'A hook request is not what Metacontroller sends.',
    remedy: 'Check that the controller asks for hook version v2 and that nothing else calls the hooks.',
  },
  InvalidStatus: {
    meaning: 'A computed status does not match the schema of its kind.',
    remedy: 'This is a fault of vmop: report it with the path from the message.',
  },
  NotApplied: {
    meaning: 'The API server does not yet hold a child as vmop desires it; it may have refused it.',
    remedy:
      'Look at the Events of the object: they carry the answer of the API server (quota, admission, permissions).',
  },
  ObjectTooLarge: {
    meaning: 'A generated object is larger than etcd stores (1.5 MiB; 1 MiB of data in a Secret or ConfigMap).',
    remedy: 'Select fewer objects or split the custom resource.',
  },
  Operational: {
    meaning: 'All children are applied and ready.',
    remedy: 'Nothing.',
  },
  Paused: {
    meaning: 'spec.paused is set: children stay as they are.',
    remedy: 'Remove spec.paused to continue.',
  },
  ProgressDeadlineExceeded: {
    meaning: 'A Deployment made no progress within its deadline.',
    remedy: 'Look at the pods of the Deployment: image, scheduling, readiness.',
  },
  StorageCannotGrow: {
    meaning: 'A volume claim shall grow, but its storage class does not allow expansion.',
    remedy:
      'Use a class with allowVolumeExpansion, or annotate the claim with operator.victoriametrics.com/pvc-allow-volume-expansion.',
  },
  StorageRequestMissing: {
    meaning: 'spec.storage is set without a size, so there is no claim and data is lost with the pod.',
    remedy: 'Set spec.storage.resources.requests.storage, or remove spec.storage.',
  },
  StorageShrink: {
    meaning: 'A volume claim is larger than wished; volumes never shrink.',
    remedy: 'Raise the wished size to the present one, or move the data to a new claim.',
  },
  TakeoverRequired: {
    meaning: 'The object still belongs to the official operator; vmop touches nothing.',
    remedy: 'Stop the official operator and run `vmop takeover`.',
  },
  UnplainValue: {
    meaning: 'The answer held a value that JSON cannot carry.',
    remedy: 'This is a fault of vmop: report it with the path from the message.',
  },
  WrongNamespace: {
    meaning: 'The answer held an object outside the namespace of its parent.',
    remedy: 'This is a fault of vmop: report it with the name of the object from the log.',
  },
} as const satisfies Record<string, ReasonDoc>;

/** Name of a documented reason. */
export type Reason = keyof typeof reasons;
