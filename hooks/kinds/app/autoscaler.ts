import type { Settings } from '../../api/settings.ts';
import { groupKey, type ObjectGroups } from '../../metacontroller/contract.ts';
import { buildHorizontalPodAutoscaler, type EmbeddedHpa } from '../../objects/horizontal-pod-autoscaler.ts';
import type { Identity } from '../../objects/metadata.ts';
import { buildVerticalPodAutoscaler, type EmbeddedVpa, type ScaleTarget } from '../../objects/vpa.ts';
import { noPart, type Part, partOf } from './part.ts';

const verticalPodAutoscalers = groupKey('autoscaling.k8s.io/v1', 'VerticalPodAutoscaler');

/** The vertical autoscaler of `target`. The API must be switched on, and the installed controller must manage it, which shows in the observed groups: else the child would never be observed. */
export function buildVpaPart(
  identity: Identity,
  target: ScaleTarget,
  vpa: EmbeddedVpa | undefined,
  observed: ObjectGroups,
  settings: Settings,
): Part {
  if (vpa === undefined) return noPart;
  if (settings.vpaApi && Object.hasOwn(observed, verticalPodAutoscalers)) {
    return partOf(buildVerticalPodAutoscaler(identity, target, vpa));
  }
  const message = 'spec.vpa is set but VM_VPA_API_ENABLED=true env var was not provided';
  return { children: [], issues: [{ path: 'spec.vpa', reason: 'VpaApiDisabled', message }] };
}

/** The horizontal autoscaler of `target`, where it is wanted. */
export function buildHpaPart(identity: Identity, target: ScaleTarget, hpa: EmbeddedHpa | undefined): Part {
  return hpa === undefined ? noPart : partOf(buildHorizontalPodAutoscaler(identity, target, hpa));
}

/** Both autoscalers of a workload, where they are wanted. */
export function buildAutoscalers(
  identity: Identity,
  target: ScaleTarget,
  { hpa, vpa }: { readonly hpa?: EmbeddedHpa | undefined; readonly vpa?: EmbeddedVpa | undefined },
  observed: ObjectGroups,
  settings: Settings,
): Part {
  const vertical = buildVpaPart(identity, target, vpa, observed, settings);
  return { ...vertical, children: [...buildHpaPart(identity, target, hpa).children, ...vertical.children] };
}
