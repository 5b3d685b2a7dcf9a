import type { AppName } from './settings.ts';
import { referTo } from './variable.ts';

/** Defaults of one application as written in the environment: texts, `${X}` not yet expanded. */
export interface AppRow {
  /** Start of all its variable names, without the last underscore. */
  readonly prefix: string;
  /** What the docs call it. */
  readonly title: string;
  readonly image: string;
  readonly version: string;
  readonly port: string;
  /** Memory and CPU of limits, then of requests. Ephemeral storage is `unlimited` for every application. */
  readonly limits: readonly [memory: string, cpu: string];
  readonly requests: readonly [memory: string, cpu: string];
  readonly graceSeconds: string;
  /** Whether default resources apply, when it is not plain `true`: cluster parts inherit the switch of their cluster. */
  readonly useDefaultResources?: string;
  /** Variable names that break the pattern. */
  readonly imageName?: string;
  readonly versionName?: string;
}

type Sizes = Pick<AppRow, 'limits' | 'requests'>;

const single: Sizes = { limits: ['1500Mi', '1200m'], requests: ['500Mi', '150m'] };
const agent: Sizes = { limits: ['500Mi', '200m'], requests: ['200Mi', '50m'] };
const logsFront: Sizes = { limits: ['1024Mi', '1000m'], requests: ['256Mi', '100m'] };
const logsStorage: Sizes = { limits: ['2048Mi', '1000m'], requests: ['512Mi', '200m'] };

const metrics = referTo('VM_METRICS_VERSION');
const logs = referTo('VM_LOGS_VERSION');
const traces = referTo('VM_TRACES_VERSION');

function app(prefix: string, title: string, image: string, version: string, port: string, sizes: Sizes): AppRow {
  return { prefix, title, image: `victoriametrics/${image}`, version, port, ...sizes, graceSeconds: '30' };
}

function part(
  cluster: string,
  name: string,
  title: string,
  image: string,
  version: string,
  port: string,
  sizes: Sizes,
): AppRow {
  return {
    ...app(`${cluster}_${name}`, title, image, version, port, sizes),
    useDefaultResources: referTo(`${cluster}_USEDEFAULTRESOURCES`),
  };
}

const vm = 'VM_VMCLUSTERDEFAULT';
const vl = 'VM_VLCLUSTERDEFAULT';
const vt = 'VM_VTCLUSTERDEFAULT';

/** Defaults by application. Source: env.md of the official operator v0.74.1. */
export const appRows: Readonly<Record<AppName, AppRow>> = {
  vlogs: app('VM_VLOGSDEFAULT', 'VLogs', 'victoria-logs', logs, '9428', single),
  vlagent: app('VM_VLAGENTDEFAULT', 'VLAgent', 'vlagent', logs, '9429', agent),
  vlsingle: app('VM_VLSINGLEDEFAULT', 'VLSingle', 'victoria-logs', logs, '9428', single),
  vtsingle: app('VM_VTSINGLEDEFAULT', 'VTSingle', 'victoria-traces', traces, '10428', single),
  vmalert: app('VM_VMALERTDEFAULT', 'VMAlert', 'vmalert', metrics, '8080', agent),
  vmagent: app('VM_VMAGENTDEFAULT', 'VMAgent', 'vmagent', metrics, '8429', agent),
  vmanomaly: app('VM_VMANOMALYDEFAULT', 'VMAnomaly', 'vmanomaly', referTo('VM_ANOMALY_VERSION'), '8490', agent),
  vmsingle: app('VM_VMSINGLEDEFAULT', 'VMSingle', 'victoria-metrics', metrics, '8429', single),
  vmselect: part(vm, 'VMSELECTDEFAULT', 'VMCluster vmselect', 'vmselect', `${metrics}-cluster`, '8481', {
    limits: ['1000Mi', '500m'],
    requests: ['500Mi', '100m'],
  }),
  vmstorage: part(vm, 'VMSTORAGEDEFAULT', 'VMCluster vmstorage', 'vmstorage', `${metrics}-cluster`, '8482', {
    limits: ['1500Mi', '1000m'],
    requests: ['500Mi', '250m'],
  }),
  vminsert: part(vm, 'VMINSERTDEFAULT', 'VMCluster vminsert', 'vminsert', `${metrics}-cluster`, '8480', {
    limits: ['500Mi', '500m'],
    requests: ['200Mi', '150m'],
  }),
  vmalertmanager: {
    prefix: 'VM_VMALERTMANAGER',
    title: 'VMAlertmanager',
    image: 'prom/alertmanager',
    version: 'v0.31.0',
    port: '9093',
    limits: ['256Mi', '100m'],
    requests: ['56Mi', '30m'],
    graceSeconds: '120',
    imageName: 'VM_VMALERTMANAGER_ALERTMANAGERDEFAULTBASEIMAGE',
    versionName: 'VM_VMALERTMANAGER_ALERTMANAGERVERSION',
  },
  vmbackup: app('VM_VMBACKUP', 'vmbackupmanager', 'vmbackupmanager', `${metrics}-enterprise`, '8300', {
    limits: ['500Mi', '500m'],
    requests: ['200Mi', '150m'],
  }),
  vmauth: app('VM_VMAUTHDEFAULT', 'VMAuth', 'vmauth', metrics, '8427', {
    limits: ['300Mi', '200m'],
    requests: ['100Mi', '50m'],
  }),
  vlselect: part(vl, 'VLSELECTDEFAULT', 'VLCluster vlselect', 'victoria-logs', logs, '9471', logsFront),
  vlstorage: part(vl, 'VLSTORAGEDEFAULT', 'VLCluster vlstorage', 'victoria-logs', logs, '9491', logsStorage),
  vlinsert: part(vl, 'VLINSERTDEFAULT', 'VLCluster vlinsert', 'victoria-logs', logs, '9481', logsFront),
  vtselect: part(vt, 'SELECT', 'VTCluster select', 'victoria-traces', traces, '10471', logsFront),
  vtstorage: part(vt, 'STORAGE', 'VTCluster storage', 'victoria-traces', traces, '10491', logsStorage),
  vtinsert: part(vt, 'INSERT', 'VTCluster insert', 'victoria-traces', traces, '10481', logsFront),
};

/** The variable names of one application, by what they set. */
export function appVariableNames(row: AppRow) {
  const { prefix } = row;
  return {
    image: row.imageName ?? `${prefix}_IMAGE`,
    version: row.versionName ?? `${prefix}_VERSION`,
    port: `${prefix}_PORT`,
    useDefaultResources: `${prefix}_USEDEFAULTRESOURCES`,
    limits: {
      memory: `${prefix}_RESOURCE_LIMIT_MEM`,
      cpu: `${prefix}_RESOURCE_LIMIT_CPU`,
      'ephemeral-storage': `${prefix}_RESOURCE_LIMIT_EPHEMERAL_STORAGE`,
    },
    requests: {
      memory: `${prefix}_RESOURCE_REQUEST_MEM`,
      cpu: `${prefix}_RESOURCE_REQUEST_CPU`,
      'ephemeral-storage': `${prefix}_RESOURCE_REQUEST_EPHEMERAL_STORAGE`,
    },
    graceSeconds: `${prefix}_TERMINATION_GRACE_PERIOD_SECONDS`,
  } as const;
}
