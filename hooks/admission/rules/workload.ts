import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { whyNoLabel } from '../../lib/kube-names.ts';

/** spec fields of any workload that the shared rules look at. */
export interface WorkloadRuleSpec {
  readonly preStopSleepSeconds?: number | undefined;
  readonly terminationGracePeriodSeconds?: number | undefined;
  readonly useLegacyNaming?: boolean | undefined;
  readonly serviceSpec?:
    | {
        readonly useAsDefault?: boolean | undefined;
        readonly metadata?: { readonly name?: string | undefined } | undefined;
      }
    | undefined;
  readonly vpa?:
    | {
        readonly updatePolicy?: { readonly updateMode?: string | undefined } | undefined;
        readonly resourcePolicy?: { readonly containerPolicies?: readonly unknown[] | undefined } | undefined;
      }
    | undefined;
  readonly securityContext?:
    | {
        readonly runAsUser?: number | undefined;
        readonly runAsGroup?: number | undefined;
        readonly fsGroup?: number | undefined;
      }
    | undefined;
}

/** The preStop hook must end before the grace period does. Compared only where both are set; the default of either adapts. */
export function stopsInTime({
  preStopSleepSeconds: sleep,
  terminationGracePeriodSeconds: grace,
}: WorkloadRuleSpec): Issue | null {
  if (sleep === undefined || grace === undefined || sleep < grace) return null;
  const message = `preStopSleepSeconds (${sleep}) must be less than terminationGracePeriodSeconds (${grace})`;
  return { path: 'spec.preStopSleepSeconds', reason: 'PreStopTooLong', message };
}

/** An additional Service must not take the name of the main one, `mainName`. */
export function namesServiceApart({ serviceSpec }: WorkloadRuleSpec, mainName: string): Issue | null {
  if (serviceSpec?.metadata?.name !== mainName) return null;
  const message = `spec.serviceSpec.Name cannot be equal to prefixed name="${mainName}"`;
  return { path: 'spec.serviceSpec.metadata.name', reason: 'AdditionalServiceNameTaken', message };
}

/** The main Service must have a name that Kubernetes takes: it is derived from metadata.name, which may be longer and hold dots. The official webhook lets it through. */
export function fitsServiceName(mainName: string): Issue | null {
  const why = whyNoLabel(mainName);
  if (why === null) return null;
  const message = `the Service would be called ${JSON.stringify(mainName)}, which ${why}: choose another name`;
  return { path: 'metadata.name', reason: 'InvalidName', message };
}

/** An autoscaler needs to be told how to apply its recommendations and within which limits. */
export function completesVpa({ vpa }: WorkloadRuleSpec): Issue | null {
  if (vpa === undefined) return null;
  if (!vpa.updatePolicy?.updateMode) {
    return {
      path: 'spec.vpa.updatePolicy.updateMode',
      reason: 'VpaIncomplete',
      message: 'VPA must have updatePolicy.updateMode',
    };
  }
  if ((vpa.resourcePolicy?.containerPolicies ?? []).length > 0) return null;
  const message = 'VPA must have resourcePolicy.containerPolicies';
  return { path: 'spec.vpa.resourcePolicy.containerPolicies', reason: 'VpaIncomplete', message };
}

/** An autoscaler is only created where its API is enabled. A warning: it may be installed later. */
export function findsVpaApi({ vpa }: WorkloadRuleSpec, settings: Settings): Issue | null {
  if (vpa === undefined || settings.vpaApi) return null;
  return {
    path: 'spec.vpa',
    reason: 'VpaApiDisabled',
    message: 'spec.vpa is set but VM_VPA_API_ENABLED=true env var was not provided',
  };
}

/** OpenShift assigns users and groups; its default constraints refuse pods that bring their own. */
export function leavesIdsToOpenShift({ securityContext }: WorkloadRuleSpec, settings: Settings): Issue | null {
  if (!settings.openshift || securityContext === undefined) return null;
  const fixed = (['runAsUser', 'runAsGroup', 'fsGroup'] as const).filter(
    (field) => securityContext[field] !== undefined,
  );
  if (fixed.length === 0) return null;
  const message = `${fixed.join(', ')} should be left to OpenShift, whose default constraints refuse fixed ids`;
  return { path: 'spec.securityContext', reason: 'OpenShiftFixedIds', message };
}
