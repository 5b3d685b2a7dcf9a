import type { AppDefaults, AppName, Settings } from '../api/settings.ts';
import { appRows } from '../api/settings-apps.ts';
import { BadInput } from './io.ts';

/** Applications whose default version comes from VM_METRICS_VERSION. */
export const metricsApps: readonly AppName[] = [
  'vmsingle',
  'vmagent',
  'vmalert',
  'vmauth',
  'vmbackup',
  'vmselect',
  'vminsert',
  'vmstorage',
];

/**
 * Settings whose VictoriaMetrics applications default to another release: `v1.149.0` becomes `v1.149.0-cluster` where the present default is
 * a `-cluster` version, and so for `-enterprise`. Throws BadInput for a text that is no release.
 */
export function withMetricsVersion(settings: Settings, version: string): Settings {
  if (!/^v\d+\.\d+\.\d+(-rc\d+)?$/.test(version))
    throw new BadInput(
      `--from-version ${version}: not a release of VictoriaMetrics; one looks like v1.149.0, without -cluster or -enterprise, which stay as they are`,
    );
  const apps: Record<AppName, AppDefaults> = { ...settings.apps };
  for (const name of metricsApps) apps[name] = { ...apps[name], version: `${version}${editionOf(name, apps[name])}` };
  return { ...settings, apps };
}

/** `-enterprise-cluster` of `v1.150.0-enterprise-cluster`; for a version of another form, such as `latest`, that of vmop's own default. */
function editionOf(name: AppName, { version }: AppDefaults): string {
  const own = /^v\d+\.\d+\.\d+(?:-rc\d+)?((?:-[a-z]+)*)$/.exec(version);
  return own?.[1] ?? appRows[name].version.replace(/^\$\{\w+\}/, '');
}
