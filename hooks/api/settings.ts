/** Amounts by resource type; a type that is `unlimited` in the environment is left out. Values are Kubernetes quantities. */
export interface ResourceAmounts {
  readonly cpu?: string;
  readonly memory?: string;
  readonly 'ephemeral-storage'?: string;
}

/** Defaults of one application (`VM_VMSINGLEDEFAULT_*` and its siblings). */
export interface AppDefaults {
  readonly image: string;
  readonly version: string;
  readonly port: string;
  readonly useDefaultResources: boolean;
  readonly limits: ResourceAmounts;
  readonly requests: ResourceAmounts;
  readonly terminationGracePeriodSeconds: number;
}

/** Applications with defaults of their own. */
export type AppName =
  | 'vmsingle'
  | 'vmagent'
  | 'vmalert'
  | 'vmalertmanager'
  | 'vmauth'
  | 'vmbackup'
  | 'vmanomaly'
  | 'vmselect'
  | 'vminsert'
  | 'vmstorage'
  | 'vlogs'
  | 'vlsingle'
  | 'vlagent'
  | 'vlselect'
  | 'vlinsert'
  | 'vlstorage'
  | 'vtsingle'
  | 'vtselect'
  | 'vtinsert'
  | 'vtstorage';

/** Everything outside the objects that may influence an answer: an argument of every pure function, parsed once from the environment (settings-table.ts). */
export interface Settings {
  readonly apps: Readonly<Record<AppName, AppDefaults>>;
  /** Ports of vmstorage for its two callers. */
  readonly vmstoragePorts: { readonly vminsert: string; readonly vmselect: string };
  readonly configReloader: {
    readonly image: string;
    readonly limits: ResourceAmounts;
    readonly requests: ResourceAmounts;
  };
  /** Prefix for repositories with fewer than two slashes; empty: none. */
  readonly containerRegistry: string;
  readonly enableTCP6: boolean;
  /** Host for reload and snapshot URLs; empty: derived from enableTCP6. */
  readonly loopback: string;
  readonly useOldBackupRestorePortNames: boolean;
  readonly enableDefaultPrestopHook: boolean;
  readonly configDataBudgetBytes: number;
  readonly disableSelfServiceScrapeCreation: boolean;
  readonly enforceEndpointslices: boolean;
  readonly clusterDomainName: string;
  readonly enableStrictSecurity: boolean;
  readonly commonLabels: Readonly<Record<string, string>>;
  readonly commonAnnotations: Readonly<Record<string, string>>;
  readonly openshift: boolean;
  readonly gatewayApi: boolean;
  readonly vpaApi: boolean;
  /** Emit action Jobs, or only say the commands in a condition (DESIGN 7). */
  readonly actions: 'jobs' | 'manual';
  /** Image of vmop itself, which action Jobs run; empty: unknown, so there are none. */
  readonly ownImage: string;
  /** Relate pods, so that the status can name those that hold up a roll-out. */
  readonly readPods: boolean;
  /** Assumed minor version of Kubernetes 1.x; hooks hold no permission to ask. */
  readonly kubernetesMinor: number;
  /** Field manager of our own server-side apply: who `retain` takes for us. */
  readonly fieldManager: string;
  /** Keys of signatures (DESIGN 6): the first signs, all verify. Secret; a service has those of its key file, everything else well-known ones. */
  readonly hmacKeys: readonly string[];
}
