import { referTo, type Variable } from './variable.ts';

const noWait =
  'vmop never waits inside a request: each sync looks at what is observed and the status names what is awaited';
const noConversion = 'conversion of Prometheus objects is not part of this release';
const reloader = 'the config-reloader container';

function amount(name: string, fallback: string, which: string): Variable {
  return {
    name: `VM_CONFIG_RELOADER_${name}`,
    fallback,
    type: 'quantity or unlimited',
    effect: `Default ${which} of ${reloader}.`,
  };
}

function ignored(name: string, fallback: string, reason: string): Variable {
  return { name, fallback, type: 'name', effect: 'No effect.', ignored: reason };
}

/** Variables which do not belong to one application, in the order of the official page. Source: env.md of the official operator v0.74.1. */
export const globalVariables: readonly Variable[] = [
  {
    name: 'VM_METRICS_VERSION',
    fallback: 'v1.150.0',
    type: 'version',
    effect: 'Image tag of all VictoriaMetrics applications.',
  },
  {
    name: 'VM_LOGS_VERSION',
    fallback: 'v1.52.0',
    type: 'version',
    effect: 'Image tag of all VictoriaLogs applications.',
  },
  { name: 'VM_ANOMALY_VERSION', fallback: 'v1.30.2', type: 'version', effect: 'Image tag of vmanomaly.' },
  {
    name: 'VM_TRACES_VERSION',
    fallback: 'v0.10.0',
    type: 'version',
    effect: 'Image tag of all VictoriaTraces applications.',
  },
  { name: 'VM_OPERATOR_VERSION', fallback: 'v0.74.1', type: 'version', effect: `Image tag of ${reloader}.` },
  {
    name: 'VM_GATEWAY_API_ENABLED',
    fallback: 'false',
    type: 'bool',
    effect: 'Allows HTTPRoute objects; needs the Gateway API in the cluster.',
  },
  {
    name: 'VM_VPA_API_ENABLED',
    fallback: 'false',
    type: 'bool',
    effect: 'Allows VerticalPodAutoscaler objects; needs the VPA API in the cluster.',
  },
  ignored('VM_PROMCR_VALIDATION_ENABLED', 'false', noConversion),
  {
    name: 'VM_CONTAINERREGISTRY',
    fallback: '',
    type: 'image',
    effect: 'Registry put before every image repository that has fewer than two slashes.',
  },
  {
    name: 'VM_CUSTOMCONFIGRELOADERIMAGE',
    fallback: '',
    type: 'image',
    effect: 'Deprecated: wins over VM_CONFIG_RELOADER_IMAGE when set.',
  },
  ignored('VM_PSPAUTOCREATEENABLED', 'false', 'Kubernetes removed PodSecurityPolicy in 1.25'),
  { name: 'VM_ENABLETCP6', fallback: 'false', type: 'bool', effect: 'Lets all applications listen on IPv6 too.' },
  {
    name: 'VM_LOOPBACK',
    fallback: '',
    type: 'host',
    effect: 'Host in reload and snapshot URLs; empty means 127.0.0.1, or localhost with VM_ENABLETCP6.',
  },
  {
    name: 'VM_USE_OLD_BACKUP_RESTORE_PORT_NAMES',
    fallback: 'false',
    type: 'bool',
    effect: 'Keeps the port name `http` of vmbackupmanager and vmrestore, so that an upgrade restarts nothing.',
  },
  {
    name: 'VM_ENABLE_DEFAULT_PRESTOP_HOOK',
    fallback: 'true',
    type: 'bool',
    effect: 'Lets pods sleep 15 s before they stop, where their grace period is longer.',
  },
  {
    name: 'VM_CONFIG_DATA_BUDGET_BYTES',
    fallback: '524288',
    type: 'bytes',
    effect: 'Most compressed bytes in one generated Secret or ConfigMap; 0 means as much as an object can hold.',
  },
  {
    name: 'VM_CONFIG_RELOADER_IMAGE',
    fallback: `victoriametrics/operator:config-reloader-${referTo('VM_OPERATOR_VERSION')}`,
    type: 'image',
    effect: `Image of ${reloader}.`,
  },
  amount('LIMIT_MEMORY', 'unlimited', 'memory limit'),
  amount('LIMIT_CPU', 'unlimited', 'CPU limit'),
  amount('LIMIT_EPHEMERAL_STORAGE', 'unlimited', 'ephemeral-storage limit'),
  amount('REQUEST_MEMORY', '25Mi', 'memory request'),
  amount('REQUEST_CPU', '10m', 'CPU request'),
  amount('REQUEST_EPHEMERAL_STORAGE', 'unlimited', 'ephemeral-storage request'),
  {
    name: 'VM_VMSERVICESCRAPEDEFAULT_ENFORCEENDPOINTSLICES',
    fallback: 'false',
    type: 'bool',
    effect: 'Discovery role `endpointslice` instead of `endpoints` for VMServiceScrape objects that name none.',
  },
  ...(['VMCLUSTER', 'VLCLUSTER', 'VTCLUSTER'] as const).map(
    (cluster): Variable => ({
      name: `VM_${cluster}DEFAULT_USEDEFAULTRESOURCES`,
      fallback: 'true',
      type: 'bool',
      effect: 'Whether the parts of the cluster get default resources, unless a part has its own variable.',
    }),
  ),
  {
    name: 'VM_VMCLUSTERDEFAULT_VMSTORAGEDEFAULT_VMINSERTPORT',
    fallback: '8400',
    type: 'port',
    effect: 'Port of vmstorage for vminsert.',
  },
  {
    name: 'VM_VMCLUSTERDEFAULT_VMSTORAGEDEFAULT_VMSELECTPORT',
    fallback: '8401',
    type: 'port',
    effect: 'Port of vmstorage for vmselect.',
  },
  {
    name: 'VM_DISABLESELFSERVICESCRAPECREATION',
    fallback: 'false',
    type: 'bool',
    effect: 'Creates no scrape object for the applications themselves, unless a CR asks for it.',
  },
  ...['PODMONITOR', 'SERVICESCRAPE', 'PROMETHEUSRULE', 'PROBE', 'ALERTMANAGERCONFIG', 'SCRAPECONFIG'].map((kind) =>
    ignored(`VM_ENABLEDPROMETHEUSCONVERTER_${kind}`, 'true', noConversion),
  ),
  ignored('VM_PROMETHEUSCONVERTERADDARGOCDIGNOREANNOTATIONS', 'false', noConversion),
  ignored('VM_ENABLEDPROMETHEUSCONVERTEROWNERREFERENCES', 'false', noConversion),
  ignored('VM_FILTERPROMETHEUSCONVERTERLABELPREFIXES', '', noConversion),
  ignored('VM_FILTERPROMETHEUSCONVERTERANNOTATIONPREFIXES', '', noConversion),
  {
    name: 'VM_CLUSTERDOMAINNAME',
    fallback: '',
    type: 'host',
    effect: 'Domain of the cluster in generated host names, such as `cluster.local`.',
  },
  ignored('VM_APPREADYTIMEOUT', '80s', noWait),
  ignored('VM_PODWAITREADYINTERVALCHECK', '5s', noWait),
  ignored('VM_PODWAITREADYTIMEOUT', '80s', noWait),
  ignored('VM_PVC_WAIT_READY_INTERVAL', '5s', noWait),
  ignored('VM_PVC_WAIT_READY_TIMEOUT', '80s', noWait),
  ignored('VM_WAIT_READY_INTERVAL', '5s', noWait),
  ignored('VM_FORCERESYNCINTERVAL', '60s', 'resyncPeriodSeconds of the CompositeControllers takes its place'),
  {
    name: 'VM_ENABLESTRICTSECURITY',
    fallback: 'false',
    type: 'bool',
    effect: 'Default of spec.useStrictSecurity: non-root user, read-only root file system, no capabilities.',
  },
  {
    name: 'VM_COMMON_LABELS',
    fallback: '',
    type: 'labels',
    effect:
      'Labels for every created object, as `key=value,key2=value2`; they never override a label that is already there.',
  },
  {
    name: 'VM_COMMON_ANNOTATIONS',
    fallback: '',
    type: 'annotations',
    effect:
      'Annotations for every created object, as `key=value,key2=value2`; they never override one that is already there.',
  },
  {
    name: 'VM_OPENSHIFT_COMPATIBILITY',
    fallback: 'auto',
    type: { oneOf: ['auto', 'enabled', 'disabled'] },
    effect:
      'Leaves user and group ids to OpenShift and mounts its service CA. `auto` means disabled here: hooks hold no permission to ask the cluster, so set `enabled` on OpenShift.',
  },
];

/** Names that the official operator once knew: accepted, and named once as having no effect. */
export const retiredVariables: Readonly<Record<string, string>> = {
  VM_USECUSTOMCONFIGRELOADER: 'the VictoriaMetrics config-reloader is always used',
  VM_DEFAULTLABELS: 'replaced by VM_COMMON_LABELS',
  VM_PODWAITREADYINITDELAY: noWait,
};
