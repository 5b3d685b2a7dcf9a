import { err, ok, type Result } from '../lib/result.ts';
import { type Environment, type EnvironmentReader, readEnvironment } from './environment.ts';
import type { Issue } from './issue.ts';
import type { AppDefaults, AppName, ResourceAmounts, Settings } from './settings.ts';
import { type AppRow, appRows, appVariableNames } from './settings-apps.ts';
import { globalVariables, retiredVariables } from './settings-globals.ts';
import { findUnknownOwn, offlineHmacKeys, ownVariables } from './settings-own.ts';
import type { Variable } from './variable.ts';

/** Every `VM_*` variable of the official operator v0.74.1; WATCH_NAMESPACE, the only other name, is refused and has no row. */
export const settingsVariables: readonly Variable[] = [
  ...globalVariables,
  ...Object.values(appRows).flatMap(appVariables),
];

/** Settings and what is worth a line at the start. */
export interface ParsedSettings {
  readonly settings: Settings;
  readonly warnings: readonly string[];
}

/**
 * Reads the environment into Settings. Issues (path = variable) refuse the start: an invalid value, WATCH_NAMESPACE, an unknown
 * `VMOP_*` name. Warnings do not: an unknown `VM_*` name, because Kubernetes injects such names for Services, and a variable
 * without meaning here. Source: https://docs.victoriametrics.com/operator/configuration/#environment-variables
 */
export function parseSettings(env: Environment): Result<ParsedSettings, readonly Issue[]> {
  const read = readEnvironment(env, [...settingsVariables, ...ownVariables]);
  const issues = [...refuseWatchNamespace(env), ...read.issues, ...findUnknownOwn(env)];
  if (issues.length > 0) return err(issues);
  return ok({ settings: buildSettings(read), warnings: [...warnIgnored(env), ...warnUnknown(env)] });
}

/** The settings of an empty environment. */
export const defaultSettings: Settings = parseDefaults();

function parseDefaults(): Settings {
  const parsed = parseSettings({});
  if (!parsed.ok)
    throw new Error(`the table's own defaults are invalid: ${parsed.error.map(({ message }) => message).join('; ')}`);
  return parsed.value.settings;
}

function buildSettings(read: EnvironmentReader): Settings {
  const names = Object.keys(appRows) as AppName[];
  const apps = Object.fromEntries(names.map((name) => [name, buildApp(read, appRows[name])])) as Record<
    AppName,
    AppDefaults
  >;
  const customReloader = read.text('VM_CUSTOMCONFIGRELOADERIMAGE');
  return {
    apps,
    vmstoragePorts: {
      vminsert: read.text('VM_VMCLUSTERDEFAULT_VMSTORAGEDEFAULT_VMINSERTPORT'),
      vmselect: read.text('VM_VMCLUSTERDEFAULT_VMSTORAGEDEFAULT_VMSELECTPORT'),
    },
    configReloader: {
      image: customReloader === '' ? read.text('VM_CONFIG_RELOADER_IMAGE') : customReloader,
      limits: buildAmounts(read, reloaderAmounts('LIMIT')),
      requests: buildAmounts(read, reloaderAmounts('REQUEST')),
    },
    containerRegistry: read.text('VM_CONTAINERREGISTRY'),
    enableTCP6: read.flag('VM_ENABLETCP6'),
    loopback: read.text('VM_LOOPBACK'),
    useOldBackupRestorePortNames: read.flag('VM_USE_OLD_BACKUP_RESTORE_PORT_NAMES'),
    enableDefaultPrestopHook: read.flag('VM_ENABLE_DEFAULT_PRESTOP_HOOK'),
    configDataBudgetBytes: read.number('VM_CONFIG_DATA_BUDGET_BYTES'),
    disableSelfServiceScrapeCreation: read.flag('VM_DISABLESELFSERVICESCRAPECREATION'),
    enforceEndpointslices: read.flag('VM_VMSERVICESCRAPEDEFAULT_ENFORCEENDPOINTSLICES'),
    clusterDomainName: read.text('VM_CLUSTERDOMAINNAME'),
    enableStrictSecurity: read.flag('VM_ENABLESTRICTSECURITY'),
    commonLabels: read.pairs('VM_COMMON_LABELS'),
    commonAnnotations: read.pairs('VM_COMMON_ANNOTATIONS'),
    openshift: read.text('VM_OPENSHIFT_COMPATIBILITY') === 'enabled',
    gatewayApi: read.flag('VM_GATEWAY_API_ENABLED'),
    vpaApi: read.flag('VM_VPA_API_ENABLED'),
    actions: read.text('VMOP_ACTIONS') === 'manual' ? 'manual' : 'jobs',
    ownImage: read.text('VMOP_IMAGE'),
    readPods: read.flag('VMOP_READ_PODS'),
    kubernetesMinor: read.number('VMOP_KUBERNETES_VERSION'),
    fieldManager: read.text('VMOP_FIELD_MANAGER'),
    hmacKeys: offlineHmacKeys,
  };
}

type AmountNames = { readonly cpu: string; readonly memory: string; readonly 'ephemeral-storage': string };

function reloaderAmounts(which: 'LIMIT' | 'REQUEST'): AmountNames {
  const prefix = `VM_CONFIG_RELOADER_${which}`;
  return { cpu: `${prefix}_CPU`, memory: `${prefix}_MEMORY`, 'ephemeral-storage': `${prefix}_EPHEMERAL_STORAGE` };
}

function buildAmounts(read: EnvironmentReader, names: AmountNames): ResourceAmounts {
  return Object.fromEntries(
    Object.entries(names).flatMap(([type, name]) => (read.text(name) === 'unlimited' ? [] : [[type, read.text(name)]])),
  );
}

function buildApp(read: EnvironmentReader, row: AppRow): AppDefaults {
  const names = appVariableNames(row);
  return {
    image: read.text(names.image),
    version: read.text(names.version),
    port: read.text(names.port),
    useDefaultResources: read.flag(names.useDefaultResources),
    limits: buildAmounts(read, names.limits),
    requests: buildAmounts(read, names.requests),
    terminationGracePeriodSeconds: read.number(names.graceSeconds),
  };
}

function appVariables(row: AppRow): readonly Variable[] {
  const names = appVariableNames(row);
  const { title } = row;
  const amounts = (list: AmountNames, texts: AppRow['limits'], which: string): readonly Variable[] => [
    {
      name: list.memory,
      fallback: texts[0],
      type: 'quantity or unlimited',
      effect: `Default memory ${which} of ${title}.`,
    },
    { name: list.cpu, fallback: texts[1], type: 'quantity or unlimited', effect: `Default CPU ${which} of ${title}.` },
    {
      name: list['ephemeral-storage'],
      fallback: 'unlimited',
      type: 'quantity or unlimited',
      effect: `Default ephemeral-storage ${which} of ${title}.`,
    },
  ];
  return [
    { name: names.image, fallback: row.image, type: 'image', effect: `Image repository of ${title}.` },
    { name: names.version, fallback: row.version, type: 'version', effect: `Image tag of ${title}.` },
    { name: names.port, fallback: row.port, type: 'port', effect: `HTTP port of ${title}.` },
    {
      name: names.useDefaultResources,
      fallback: row.useDefaultResources ?? 'true',
      type: 'bool',
      effect: `Whether ${title} gets default resources.`,
    },
    ...amounts(names.limits, row.limits, 'limit'),
    ...amounts(names.requests, row.requests, 'request'),
    {
      name: names.graceSeconds,
      fallback: row.graceSeconds,
      type: 'seconds',
      effect: `terminationGracePeriodSeconds of ${title}.`,
    },
  ];
}

function refuseWatchNamespace(env: Environment): readonly Issue[] {
  const value = env['WATCH_NAMESPACE'] ?? '';
  if (value === '') return [];
  const message = `WATCH_NAMESPACE=${JSON.stringify(value)} has no counterpart: Metacontroller watches the whole cluster. docs/limiting-parents.md says how to limit vmop to some objects or namespaces`;
  return [{ path: 'WATCH_NAMESPACE', reason: 'WatchNamespaceUnsupported', message }];
}

function warnIgnored(env: Environment): readonly string[] {
  const listed = settingsVariables.flatMap(({ name, ignored }) =>
    ignored === undefined ? [] : [[name, ignored] as const],
  );
  return [...listed, ...Object.entries(retiredVariables)]
    .filter(([name]) => env[name] !== undefined)
    .map(([name, reason]) => `${name} has no effect: ${reason}`);
}

function warnUnknown(env: Environment): readonly string[] {
  const known = new Set([...settingsVariables.map(({ name }) => name), ...Object.keys(retiredVariables)]);
  return Object.keys(env)
    .filter((name) => name.startsWith('VM_') && !known.has(name))
    .toSorted()
    .map(
      (name) =>
        `${name} is unknown and ignored; Kubernetes injects such names for Services unless enableServiceLinks is false`,
    );
}
