import type { Settings } from '../../api/settings.ts';
import type { Lifecycle } from '../k8s-types.ts';

/** First Kubernetes 1.x whose preStop hook can sleep without a feature gate of the user. Source: reference 1.8 */
const sleepActionMinor = 30;

/** Seconds that a main container waits before it is told to stop, so that it is out of all load balancers: the user's, or 15 where the cluster can sleep and the grace period leaves time for it. */
export function defaultPreStopSleep(user: number | undefined, gracePeriodSeconds: number, settings: Settings): number {
  if (user !== undefined) return user;
  const fits = 15 < gracePeriodSeconds && settings.kubernetesMinor >= sleepActionMinor;
  return settings.enableDefaultPrestopHook && fits ? 15 : 0;
}

/** Lifecycle of a main container, or undefined where there is nothing to wait for. A sleep as long as the grace period would leave no time to stop. */
export function buildLifecycle(
  sleepSeconds: number,
  gracePeriodSeconds: number,
  settings: Settings,
): Lifecycle | undefined {
  if (sleepSeconds <= 0 || sleepSeconds >= gracePeriodSeconds || settings.kubernetesMinor < sleepActionMinor)
    return undefined;
  return { preStop: { sleep: { seconds: sleepSeconds } } };
}
