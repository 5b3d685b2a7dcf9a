import type { Volume, VolumeMount } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { secretVolume } from '../../objects/pod/volumes.ts';
import { overflowName, tlsAssetsName } from '../../objects/scrape-secrets.ts';

/** Where overflow files of the configuration are unpacked. */
const filesPath = '/etc/vm/sc-files';

/** What a scraper's pod reads of its generated Secrets. */
export interface ScrapeVolumesInput {
  readonly identity: Identity;
  /** Directories in the container. */
  readonly paths: { readonly configOut: string; readonly config: string; readonly tls: string };
  /** There is a configuration Secret, which the config-reloader unpacks. */
  readonly hasSecret: boolean;
  /** The program reads the unpacked configuration: it scrapes. */
  readonly scrapes: boolean;
  readonly hasTlsAssets: boolean;
  /** Number of overflow Secrets. */
  readonly overflow: number;
}

/** Volumes of generated Secrets and their mounts, in the official order. */
export interface ScrapeVolumes {
  readonly volumes: readonly Volume[];
  /** Mounts of the program itself. */
  readonly main: readonly VolumeMount[];
  /** Where the config-reloader writes the configuration. */
  readonly output: readonly VolumeMount[];
  /** Overflow Secrets, which only the config-reloader mounts; they stand behind most other volumes. */
  readonly packedVolumes: readonly Volume[];
  readonly packed: readonly VolumeMount[];
  readonly unpackedInto: readonly VolumeMount[];
}

/** Volumes for configuration, credentials, TLS assets and overflow files. Source: reference 2.3, 4.3, A15 */
export function buildScrapeVolumes(input: ScrapeVolumesInput): ScrapeVolumes {
  const { identity, paths, hasSecret, scrapes, hasTlsAssets, overflow } = input;
  const tls = secretVolume('tls-assets', tlsAssetsName(identity), paths.tls);
  const config = secretVolume('config', identity.name, paths.config);
  const output = { name: 'config-out', mountPath: paths.configOut };
  const files = { name: 'sc-files-out', mountPath: filesPath };
  const packed = Array.from({ length: overflow }, (_, index) =>
    secretVolume(`sc-raw-${index + 1}`, overflowName(identity, index + 1), `/etc/vm/sc-raw-${index + 1}`),
  );
  const hasOverflow = packed.length > 0;
  return {
    volumes: [
      ...(hasTlsAssets ? [tls.volume] : []),
      ...(hasSecret ? [{ name: 'config-out', emptyDir: {} }, config.volume] : []),
      ...(hasOverflow ? [{ name: 'sc-files-out', emptyDir: {} }] : []),
    ],
    main: [
      ...(scrapes ? [{ ...output, readOnly: true }] : []),
      ...(hasTlsAssets ? [tls.mount] : []),
      ...(hasSecret ? [config.mount] : []),
      ...(hasOverflow ? [{ ...files, readOnly: true }] : []),
    ],
    output: hasSecret ? [output] : [],
    packedVolumes: packed.map(({ volume }) => volume),
    packed: packed.map(({ mount }) => mount),
    unpackedInto: hasOverflow ? [files] : [],
  };
}
