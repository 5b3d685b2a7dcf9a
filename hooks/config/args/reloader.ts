import type { Settings } from '../../api/settings.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import { type AppAddress, escapeQuery, loopbackUrl, usesProxyProtocol } from './app-address.ts';
import { mergeArgs } from './merge-args.ts';

/** What the config-reloader watches and whom it tells. */
export interface ReloaderArgsInput {
  readonly app: AppAddress;
  /** Directories whose files it watches. */
  readonly watchedDirs: readonly string[];
  /** spec.configReloaderExtraArgs. */
  readonly extraArgs?: StringMap | undefined;
  /** File with the key of `/-/reload`. */
  readonly authKeyFile?: string | undefined;
}

/** Where the reload key of spec.configReloadAuthKeySecret is mounted, in the app and its reloader. */
export const reloadAuthKeyPath = '/etc/vm/config-reload-auth';

/** Args of the config-reloader sidecar. The reload key comes last, behind the sorted ones. */
export function reloaderArgs(input: ReloaderArgsInput, settings: Settings): readonly string[] {
  const { app } = input;
  const authKey = app.extraArgs?.['reloadAuthKey'];
  const url = loopbackUrl(app, '/-/reload', authKey === undefined ? undefined : escapeQuery(authKey), settings);
  const generated = [
    `--reload-url=${url}`,
    '--webhook-method=POST',
    ...(settings.enableTCP6 ? ['--enableTCP6'] : []),
    ...(usesProxyProtocol(app.extraArgs) ? ['--reload-use-proxy-protocol'] : []),
    ...input.watchedDirs.map((directory) => `--watched-dir=${directory}`),
  ];
  const authKeyArgs = input.authKeyFile === undefined ? [] : [`-reload-url-auth-key=file://${input.authKeyFile}`];
  return [...mergeArgs(generated, input.extraArgs, '--'), ...authKeyArgs];
}
