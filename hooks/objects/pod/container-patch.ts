import type { Issue } from '../../api/issue.ts';
import type { ContainerPatch } from '../../api/kubernetes.ts';
import { containerMergeKeys } from '../../lib/container-merge-keys.ts';
import type { JsonObject } from '../../lib/json.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { strategicMerge } from '../../lib/strategic-merge.ts';
import type { Container } from '../k8s-types.ts';

/** The containers of a pod, those that run before the others apart. */
interface PodContainers {
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
}

/** Merges spec.containers and spec.initContainers over the generated ones. The Issues name the patches that cannot be applied. */
export function patchPodContainers(
  generated: PodContainers,
  patches: {
    readonly containers?: readonly ContainerPatch[] | undefined;
    readonly initContainers?: readonly ContainerPatch[] | undefined;
  },
): Result<PodContainers, readonly Issue[]> {
  const containers = patchContainers(generated.containers, patches.containers, 'spec.containers');
  const initContainers = patchContainers(generated.initContainers, patches.initContainers, 'spec.initContainers');
  if (containers.ok && initContainers.ok) {
    return ok({ containers: containers.value, initContainers: initContainers.value });
  }
  return err([containers, initContainers].flatMap((result) => (result.ok ? [] : [result.error])));
}

/** Merges the user's containers over the generated ones of the same name (strategic merge); the others follow in the user's order. `path` is the field they come from. The Issue names the patch that cannot be applied. */
export function patchContainers(
  generated: readonly Container[],
  patches: readonly ContainerPatch[] | undefined,
  path: 'spec.containers' | 'spec.initContainers' | (string & {}),
): Result<readonly Container[], Issue> {
  const containers = [...generated];
  for (const [index, patch] of (patches ?? []).entries()) {
    const position = containers.findIndex(({ name }) => name === patch.name);
    const original: Container = containers[position] ?? { name: patch.name };
    const merged = strategicMerge(...withExactPorts(original, patch), containerMergeKeys);
    if (!merged.ok) return err({ path: `${path}[${index}]`, reason: 'ContainerPatchInvalid', message: merged.error });
    // The schema has checked the patch's types, and merging keeps them.
    const container = merged.value as unknown as Container;
    if (position < 0) containers.push(container);
    else containers[position] = container;
  }
  return ok(containers);
}

/**
 * Strategic merge knows ports by their number alone, so a patch for the UDP port of a pair would hit the TCP port of the same number, and
 * leave two for UDP, which server-side apply refuses. A port that the patch names with its protocol is merged into that very port first.
 */
function withExactPorts(container: Container, patch: ContainerPatch): readonly [JsonObject, JsonObject] {
  const ports = [...(container.ports ?? [])];
  const left = (patch.ports ?? []).filter((port) => {
    const index = ports.findIndex(
      (own) => own.containerPort === port.containerPort && own.protocol === (port.protocol ?? 'TCP'),
    );
    const isFirst = index === ports.findIndex((own) => own.containerPort === port.containerPort);
    const own = ports[index];
    if (own === undefined || isFirst) return true;
    ports[index] = { ...own, ...port };
    return false;
  });
  if (left.length === (patch.ports ?? []).length) return [{ ...container }, { ...patch }];
  const { ports: _, ...others } = patch;
  return [
    { ...container, ports },
    { ...others, ...(left.length === 0 ? {} : { ports: left }) },
  ];
}
