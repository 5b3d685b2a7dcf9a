import type { Settings } from '../../api/settings.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import { type CommonArgsSpec, commonArgs } from './common-args.ts';
import { type License, licenseArgs } from './license.ts';
import { mergeArgs } from './merge-args.ts';

/** Where the routes of a cluster's load balancer lie in its container. The slash at the end is the official operator's; without it every pod would be replaced. */
export const balancerConfigPath = '/opt/vmauth-config/';

/** Key of the routes in their Secret. */
export const balancerConfigKey = 'config.yaml';

/** Args of the `vmauth` container in front of a cluster, sorted. `license` is the cluster's. Source: reference 3.6 */
export function balancerArgs(
  spec: CommonArgsSpec & { readonly extraArgs?: StringMap | undefined },
  license: License | undefined,
  settings: Settings,
): readonly string[] {
  const generated = [
    `-auth.config=${balancerConfigPath}${balancerConfigKey}`,
    '-configCheckInterval=30s',
    ...commonArgs(spec, settings),
    ...licenseArgs(license),
  ];
  return mergeArgs(generated, spec.extraArgs);
}
