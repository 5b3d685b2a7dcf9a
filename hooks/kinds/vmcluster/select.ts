import { vmselectArgs } from '../../config/args/vmselect.ts';
import { buildAutoscalers } from '../app/autoscaler.ts';
import { buildGuards } from '../app/guards.ts';
import type { Part } from '../app/part.ts';
import type { StatefulData } from '../app/stateful-storage.ts';
import { buildBalancedServices } from './balanced-services.ts';
import { accountOf, type ClusterContext, scaleTarget } from './context.ts';
import type { SelectPart } from './defaults.ts';
import { partIdentity } from './identities.ts';
import { nativeContainerPorts, nativeServicePorts } from './native-port.ts';
import { selectNodesOf, storageNodesOf } from './nodes.ts';
import { buildPartPod, type ComponentParts } from './pod.ts';
import { buildStatefulWorkload } from './stateful-workload.ts';
import { buildPartVolumes } from './volumes.ts';

/** What answers the queries of a cluster. Source: reference 3.2, 3.4 */
export function buildSelect(part: SelectPart, context: ClusterContext): ComponentParts {
  const identity = partIdentity('vmselect', context.cr);
  const target = scaleTarget('StatefulSet', identity);
  const ports = nativeServicePorts(part);
  return {
    others: [
      buildGuards(identity, part),
      buildBalancedServices('vmselect', part, { ports, headless: 'all-pods' }, context),
      buildAutoscalers(identity, target, part, context.observed, context.settings),
    ],
    workload: buildWorkload(part, context),
  };
}

/** Caches of the queries. */
export function cacheData({ storage, claimTemplates }: Pick<SelectPart, 'storage' | 'claimTemplates'>): StatefulData {
  return { name: storage?.volumeClaimTemplate?.metadata?.name || 'vmselect-cachedir', storage, claimTemplates };
}

function buildWorkload(part: SelectPart, context: ClusterContext): Part {
  const { cr, observed, settings } = context;
  const identity = partIdentity('vmselect', cr);
  const data = cacheData(part);
  const volumes = buildPartVolumes({
    spec: part,
    license: cr.spec.license,
    data: { ...data, path: part.cacheMountPath },
  });
  const peers = { storage: storageNodesOf('vmselect', cr, observed), selects: selectNodesOf(part, cr) };
  const main = {
    name: 'vmselect',
    args: vmselectArgs(part, cr.spec, peers, settings),
    ports: nativeContainerPorts(part),
    mounts: volumes.main,
    hasLiveness: true,
  };
  const input = { main, volumes: volumes.volumes, serviceAccountName: accountOf(cr) };
  return buildStatefulWorkload(part, identity, buildPartPod(part, identity, input, settings), data, context);
}
