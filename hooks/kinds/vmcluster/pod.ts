import type { Issue } from '../../api/issue.ts';
import type { ContainerPatch } from '../../api/kubernetes.ts';
import type { Settings } from '../../api/settings.ts';
import { ok, type Result } from '../../lib/result.ts';
import type { Container, PodTemplate, SecurityContext, Volume } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { patchPodContainers } from '../../objects/pod/container-patch.ts';
import { buildSecurityContexts, type CombinedSecurityContext } from '../../objects/pod/security-context.ts';
import { buildPodTemplate, type PodOptions, type PodParts } from '../../objects/pod/template.ts';
import { buildMainContainer, type MainContainerInput, type MainContainerSpec } from '../app/main-container.ts';
import type { Part } from '../app/part.ts';

/** spec of a part, as far as its pods are made of it; defaults are filled in. */
type PartPodSpec = MainContainerSpec &
  PodOptions & {
    readonly useStrictSecurity: boolean;
    readonly securityContext?: CombinedSecurityContext | undefined;
    readonly containers?: readonly ContainerPatch[] | undefined;
    readonly initContainers?: readonly ContainerPatch[] | undefined;
  };

/** What one part of a cluster is made of. */
export interface ComponentParts {
  /** Deployment or StatefulSet: without it there are no pods, and what comes behind the part waits. */
  readonly workload: Part;
  readonly others: readonly Part[];
}

/** What a part's pods need beside its spec. */
export interface PartPodInput extends Pick<PodParts, 'serviceAccountName' | 'completeTopologySelectors'> {
  readonly main: Omit<MainContainerInput, 'securityContext'>;
  readonly volumes: readonly Volume[];
  /** Containers beside the program, and such as run before it. */
  readonly companions?: (securityContext: SecurityContext | undefined) => {
    readonly containers: readonly Container[];
    readonly initContainers: readonly Container[];
  };
}

/** Pod template of one part of a cluster. Issues: container patches that cannot be applied. */
export function buildPartPod(
  spec: PartPodSpec,
  identity: Identity,
  input: PartPodInput,
  settings: Settings,
): Result<PodTemplate, readonly Issue[]> {
  const { main, volumes, serviceAccountName, completeTopologySelectors = true } = input;
  const security = buildSecurityContexts(spec.securityContext, spec.useStrictSecurity, settings);
  const companions = input.companions?.(security.container) ?? { containers: [], initContainers: [] };
  const program = buildMainContainer(spec, { ...main, securityContext: security.container }, settings);
  const containers = [program, ...companions.containers];
  const patched = patchPodContainers({ containers, initContainers: companions.initContainers }, spec);
  if (!patched.ok) return patched;
  const parts = {
    serviceAccountName,
    ...patched.value,
    volumes,
    securityContext: security.pod,
    completeTopologySelectors,
  };
  return ok(buildPodTemplate(identity, spec, parts, settings));
}
