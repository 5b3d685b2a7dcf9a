import type { Settings } from '../../api/settings.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import { type AppAddress, escapeQuery, loopbackUrl, usesProxyProtocol } from './app-address.ts';
import { mergeArgs } from './merge-args.ts';

/** What the config-reloader watches and whom it tells. */
export interface ReloaderArgsInput {
  readonly app: AppAddress;
  /** Directories whose files it watches. */
  readonly watchedDirs: readonly string[];
  /** The Secret that it unpacks one key of, read through the API server. */
  readonly secret?: ConfigSecret | undefined;
  /** Directories that it unpacks into others. */
  readonly unpacked?: readonly UnpackedDir[] | undefined;
  /** spec.configReloaderExtraArgs. */
  readonly extraArgs?: StringMap | undefined;
  /** File with the key of `/-/reload`. */
  readonly authKeyFile?: string | undefined;
}

/** A key of a Secret, and where its content goes, gunzipped. */
export interface ConfigSecret {
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
  /** Path of the file that is written. */
  readonly file: string;
}

/** A watched directory whose files are gunzipped into another one. */
interface UnpackedDir {
  readonly source: string;
  readonly target: string;
}

/** Where the reload key of spec.configReloadAuthKeySecret is mounted, in the app and its reloader. */
export const reloadAuthKeyPath = '/etc/vm/config-reload-auth';

/**
 * Args of the config-reloader sidecar: sorted, then the directories to unpack, then the reload key. As soon as one directory has
 * a target, each needs one, or the program stops; the empty one, which has to be quoted, stands for none. Source: reference 1.11
 */
export function reloaderArgs(input: ReloaderArgsInput, settings: Settings): readonly string[] {
  const { watchedDirs, unpacked = [], authKeyFile } = input;
  const targets = unpacked.length === 0 ? [] : watchedDirs.map(() => '--target-dir=""');
  const generated = [...targets, ...watchedDirs.map((directory) => `--watched-dir=${directory}`)];
  return [
    ...mergeArgs([...commonArgs(input, settings), ...generated], input.extraArgs, '--'),
    ...unpacked.flatMap(({ source, target }) => [`--watched-dir=${source}`, `--target-dir=${target}`]),
    ...(authKeyFile === undefined ? [] : [`-reload-url-auth-key=file://${authKeyFile}`]),
  ];
}

/** Args of the init container that writes the configuration once, before the app starts. */
export function configInitArgs(
  input: Pick<ReloaderArgsInput, 'app' | 'secret' | 'extraArgs'>,
  settings: Settings,
): readonly string[] {
  return mergeArgs(['--only-init-config', ...commonArgs(input, settings)], input.extraArgs, '--');
}

function commonArgs({ app, secret }: Pick<ReloaderArgsInput, 'app' | 'secret'>, settings: Settings): readonly string[] {
  const authKey = app.extraArgs?.['reloadAuthKey'];
  const url = loopbackUrl(app, '/-/reload', authKey === undefined ? undefined : escapeQuery(authKey), settings);
  return [
    `--reload-url=${url}`,
    '--webhook-method=POST',
    ...(settings.enableTCP6 ? ['--enableTCP6'] : []),
    ...(usesProxyProtocol(app.extraArgs) ? ['--reload-use-proxy-protocol'] : []),
    ...(secret === undefined
      ? []
      : [
          `--config-envsubst-file=${secret.file}`,
          `--config-secret-name=${secret.namespace}/${secret.name}`,
          `--config-secret-key=${secret.key}`,
        ]),
  ];
}
