import type { AppDefaults, Settings } from '../../api/settings.ts';
import type { VMCluster } from '../../api/vmcluster.ts';
import { hasLicense } from '../../config/args/license.ts';
import { type AppSpec, type CompleteApp, completeApp } from '../app-defaults.ts';

type Spec = VMCluster['spec'];
type Complete<P> = Omit<P, keyof CompleteApp> & CompleteApp;

/** spec.vmstorage, complete. */
export type StoragePart = Complete<NonNullable<Spec['vmstorage']>> & {
  readonly storageDataPath: string;
  readonly vmInsertPort: string;
  readonly vmSelectPort: string;
};

/** spec.vmselect, complete. */
export type SelectPart = Complete<NonNullable<Spec['vmselect']>> & { readonly cacheMountPath: string };

/** spec.vminsert, complete. */
export type InsertPart = Complete<NonNullable<Spec['vminsert']>>;

/** spec.requestsLoadBalancer.spec, complete. */
export type BalancerPart = Complete<NonNullable<NonNullable<Spec['requestsLoadBalancer']>['spec']>>;

/** A VMCluster whose defaults are filled in. A part that is not wanted is missing. */
export interface CompleteVMCluster {
  readonly metadata: VMCluster['metadata'];
  /** What concerns all parts. */
  readonly spec: Omit<Spec, 'vmstorage' | 'vmselect' | 'vminsert'>;
  /** DNS domain of the Kubernetes cluster; empty where none is known. */
  readonly domain: string;
  readonly vmstorage?: StoragePart;
  readonly vmselect?: SelectPart;
  readonly vminsert?: InsertPart;
  readonly balancer?: BalancerPart;
}

/** Fills in what a VMCluster leaves out. Nothing here is written back to the object. Source: reference 1.3, 3.1 */
export function withDefaults({ metadata, spec: whole }: VMCluster, settings: Settings): CompleteVMCluster {
  const { vmstorage, vmselect, vminsert, ...spec } = whole;
  const { requestsLoadBalancer: balancing, clusterVersion } = spec;
  const { apps, vmstoragePorts } = settings;
  const complete = <P extends PartSpec>(part: P, app: AppDefaults) =>
    completePart(withVersion(part, clusterVersion), app, spec, settings);
  return {
    metadata,
    spec,
    domain: spec.clusterDomainName || settings.clusterDomainName,
    ...(vmstorage === undefined
      ? {}
      : {
          vmstorage: {
            ...complete(vmstorage, apps.vmstorage),
            // Storage nodes are told to stop at once: nobody balances over them.
            preStopSleepSeconds: 0,
            // Relative on purpose: existing data lies at this mount path; another default would start on an empty directory.
            storageDataPath: vmstorage.storageDataPath || 'vmstorage-data',
            vmInsertPort: vmstorage.vmInsertPort || vmstoragePorts.vminsert,
            vmSelectPort: vmstorage.vmSelectPort || vmstoragePorts.vmselect,
          },
        }),
    ...(vmselect === undefined
      ? {}
      : {
          vmselect: { ...complete(vmselect, apps.vmselect), cacheMountPath: vmselect.cacheMountPath || '/cache' },
        }),
    ...(vminsert === undefined ? {} : { vminsert: complete(vminsert, apps.vminsert) }),
    // The version of the cluster is not one of vmauth.
    ...(balancing?.enabled === true
      ? { balancer: completePart(balancing.spec ?? {}, apps.vmauth, spec, settings) }
      : {}),
  };
}

type PullSecrets = Spec['imagePullSecrets'];

interface PartSpec extends AppSpec {
  readonly imagePullSecrets?: PullSecrets;
}

function withVersion<P extends PartSpec>(part: P, clusterVersion: string | undefined): P {
  return part.componentVersion || clusterVersion === undefined ? part : { ...part, componentVersion: clusterVersion };
}

function completePart<P extends PartSpec>(
  part: P,
  app: AppDefaults,
  { license, useStrictSecurity, imagePullSecrets = [] }: CompleteVMCluster['spec'],
  settings: Settings,
): Complete<P> {
  const secured = { ...part, useStrictSecurity: part.useStrictSecurity ?? useStrictSecurity };
  const pullSecrets = [...(part.imagePullSecrets ?? []), ...imagePullSecrets];
  return {
    ...part,
    ...(pullSecrets.length === 0 ? {} : { imagePullSecrets: pullSecrets }),
    ...completeApp(secured, app, hasLicense(license), settings),
  };
}
