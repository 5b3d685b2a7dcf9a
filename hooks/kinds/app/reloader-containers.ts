import type { Settings } from '../../api/settings.ts';
import type { AppAddress } from '../../config/args/app-address.ts';
import { type ConfigSecret, configInitArgs, reloadAuthKeyPath, reloaderArgs } from '../../config/args/reloader.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import type { Container, KeyReference, SecurityContext, VolumeMount } from '../../objects/k8s-types.ts';
import { buildConfigInit, buildReloader } from '../../objects/pod/config-reloader.ts';
import { completeReloader, type ReloaderSpec } from '../app-defaults.ts';

/** Fields of a workload spec about the config-reloader; defaults are filled in. */
interface ReloaderAppSpec extends AppAddress, ReloaderSpec {
  readonly useDefaultResources: boolean;
  readonly configReloaderExtraArgs?: StringMap | undefined;
  readonly configReloadAuthKeySecret?: KeyReference | undefined;
}

/** What the config-reloader mounts, and what it does with each. */
export interface ReloaderMounts {
  /** Directories in which any change makes the app reload. */
  readonly watched: readonly VolumeMount[];
  /** Directory that the configuration is unpacked into. */
  readonly output: readonly VolumeMount[];
  /** The token by which the API server is asked, where the pod does not mount one anyway. */
  readonly token: readonly VolumeMount[];
  /** Secrets that are unpacked, each into its directory below `unpackedInto`. */
  readonly packed: readonly VolumeMount[];
  readonly unpackedInto: readonly VolumeMount[];
  readonly authKey: readonly VolumeMount[];
}

/** What both containers are made of. */
export interface ReloaderContext {
  readonly spec: ReloaderAppSpec;
  readonly mounts: ReloaderMounts;
  /** The configuration to unpack, if it comes from a Secret. */
  readonly secret: ConfigSecret | undefined;
  readonly securityContext: SecurityContext | undefined;
}

/** The sidecar that watches the configuration and tells the app to reload. */
export function buildConfigReloader(context: ReloaderContext, settings: Settings): Container {
  const { spec, mounts, secret, securityContext } = context;
  const { watched, output, token, packed, unpackedInto, authKey } = mounts;
  const key = spec.configReloadAuthKeySecret?.key;
  const [target] = unpackedInto;
  const args = reloaderArgs(
    {
      app: spec,
      secret,
      watchedDirs: watched.map(({ mountPath }) => mountPath),
      unpacked: packed.map(({ name, mountPath }) => ({ source: mountPath, target: `${target?.mountPath}/${name}` })),
      extraArgs: spec.configReloaderExtraArgs,
      authKeyFile: authKey.length === 0 || key === undefined ? undefined : `${reloadAuthKeyPath}/${key}`,
    },
    settings,
  );
  return buildReloader({
    ...completeReloader(spec, spec.useDefaultResources, settings),
    args,
    mounts: [...output, ...watched],
    furtherMounts: [...token, ...packed, ...unpackedInto, ...authKey],
    securityContext,
  });
}

/** The init container that unpacks the configuration before the app starts. */
export function buildConfigInitContainer(context: ReloaderContext, settings: Settings): Container {
  const { spec, mounts, secret, securityContext } = context;
  return buildConfigInit({
    ...completeReloader(spec, spec.useDefaultResources, settings),
    args: configInitArgs({ app: spec, secret, extraArgs: spec.configReloaderExtraArgs }, settings),
    mounts: [...mounts.output, ...mounts.watched],
    furtherMounts: mounts.token,
    securityContext,
  });
}
