import type { Settings } from '../../api/settings.ts';
import type { PodSecurityContext, SecurityContext } from '../k8s-types.ts';

/** spec.securityContext: pod and container fields side by side, as the CRD has them. */
export type CombinedSecurityContext = PodSecurityContext & SecurityContext;

/** What an app's pod and each of its generated containers run as; an absent part sets nothing. */
export interface SecurityContexts {
  readonly pod?: PodSecurityContext;
  readonly container?: SecurityContext;
}

const podFields = [
  'appArmorProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seLinuxChangePolicy',
  'seLinuxOptions',
  'seccompProfile',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'sysctls',
  'windowsOptions',
] as const;

/** Container fields, and pod fields that the official operator repeats on every container. */
const containerFields = [
  'allowPrivilegeEscalation',
  'appArmorProfile',
  'capabilities',
  'privileged',
  'procMount',
  'readOnlyRootFilesystem',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seccompProfile',
] as const;

const nobody = 65534;

/**
 * Security contexts of a workload. A context of the user is taken as it is; without one, strict security means the
 * `restricted` pod security standard under a fixed user, and without that nothing is set.
 * On OpenShift the platform assigns users and groups, so the fixed ones are left out.
 */
export function buildSecurityContexts(
  user: CombinedSecurityContext | undefined,
  useStrictSecurity: boolean,
  settings: Settings,
): SecurityContexts {
  if (user !== undefined) return { pod: pick(user, podFields), container: pick(user, containerFields) };
  if (!useStrictSecurity) return {};
  const ids = settings.openshift ? {} : { runAsUser: nobody, runAsGroup: nobody };
  const group = settings.openshift ? {} : { fsGroup: nobody, fsGroupChangePolicy: 'OnRootMismatch' };
  return {
    pod: { ...ids, ...group, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    container: {
      ...ids,
      runAsNonRoot: true,
      privileged: false,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    },
  };
}

function pick<T extends object, K extends keyof T>(source: T, keys: readonly K[]): Partial<Pick<T, K>> {
  const picked: Partial<Pick<T, K>> = {};
  for (const key of keys) if (source[key] !== undefined) picked[key] = source[key];
  return picked;
}
