import type { AppDefaults, Settings } from '../api/settings.ts';
import type { ResourceRequirements } from '../objects/k8s-types.ts';
import { completeImage, type Image, type ImageSpec, imageReference, withRegistry } from '../objects/pod/image.ts';
import { defaultPreStopSleep } from '../objects/pod/lifecycle.ts';
import { completeResources } from '../objects/pod/resources.ts';

/** Fields of a workload spec, or of a cluster part's, that have defaults. */
export interface AppSpec {
  readonly image?: ImageSpec | undefined;
  readonly componentVersion?: string | undefined;
  readonly port?: string | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly useDefaultResources?: boolean | undefined;
  readonly useStrictSecurity?: boolean | undefined;
  readonly disableSelfServiceScrape?: boolean | undefined;
  readonly terminationGracePeriodSeconds?: number | undefined;
  readonly preStopSleepSeconds?: number | undefined;
  readonly dnsPolicy?: string | undefined;
  readonly schedulerName?: string | undefined;
}

/** The same fields, complete. */
export interface CompleteApp {
  readonly image: Image;
  readonly port: string;
  readonly resources: ResourceRequirements;
  readonly useDefaultResources: boolean;
  readonly useStrictSecurity: boolean;
  readonly disableSelfServiceScrape: boolean;
  readonly terminationGracePeriodSeconds: number;
  readonly preStopSleepSeconds: number;
  readonly dnsPolicy: string;
  readonly schedulerName: string;
}

/** Fills in what a workload's spec leaves out. `enterprise` says whether a license is there. Source: reference 1.3 */
export function completeApp(spec: AppSpec, app: AppDefaults, enterprise: boolean, settings: Settings): CompleteApp {
  const useDefaultResources = spec.useDefaultResources ?? app.useDefaultResources;
  const terminationGracePeriodSeconds = spec.terminationGracePeriodSeconds ?? app.terminationGracePeriodSeconds;
  return {
    image: completeImage(spec.image, app, { componentVersion: spec.componentVersion, enterprise }, settings),
    port: orElse(spec.port, app.port),
    resources: completeResources(spec.resources, app, useDefaultResources),
    useDefaultResources,
    useStrictSecurity: spec.useStrictSecurity ?? settings.enableStrictSecurity,
    disableSelfServiceScrape: spec.disableSelfServiceScrape ?? settings.disableSelfServiceScrapeCreation,
    terminationGracePeriodSeconds,
    preStopSleepSeconds: defaultPreStopSleep(spec.preStopSleepSeconds, terminationGracePeriodSeconds, settings),
    dnsPolicy: orElse(spec.dnsPolicy, 'ClusterFirst'),
    schedulerName: orElse(spec.schedulerName, 'default-scheduler'),
  };
}

/** spec fields about the config-reloader. */
export interface ReloaderSpec {
  readonly configReloaderImage?: string | undefined;
  /** Deprecated: in spite of its name a whole image reference. */
  readonly configReloaderImageTag?: string | undefined;
  readonly configReloaderResources?: ResourceRequirements | undefined;
}

/** Image and resources of the config-reloader. `useDefaultResources` is the app's. */
export function completeReloader(spec: ReloaderSpec, useDefaultResources: boolean, settings: Settings) {
  const { configReloader } = settings;
  const image = orElse(spec.configReloaderImage, orElse(spec.configReloaderImageTag, configReloader.image));
  return {
    image: withRegistry(image, settings),
    resources: completeResources(spec.configReloaderResources, configReloader, useDefaultResources),
  };
}

/** spec.vmBackup fields with defaults. */
export interface BackupAppSpec {
  readonly image?: ImageSpec | undefined;
  readonly port?: string | undefined;
  readonly resources?: ResourceRequirements | undefined;
}

/** Image reference, port and resources of the backup containers; there is no edition of them but the enterprise one. */
export function completeBackup(spec: BackupAppSpec, useDefaultResources: boolean, settings: Settings) {
  const app = settings.apps.vmbackup;
  return {
    image: imageReference(completeImage(spec.image, app, { enterprise: true }, settings)),
    port: orElse(spec.port, app.port),
    resources: completeResources(spec.resources, app, useDefaultResources),
  };
}

function orElse(value: string | undefined, fallback: string): string {
  return value === undefined || value === '' ? fallback : value;
}
