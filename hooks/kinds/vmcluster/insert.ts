import { vminsertArgs } from '../../config/args/vminsert.ts';
import { buildDeployment } from '../../objects/deployment.ts';
import { buildAutoscalers } from '../app/autoscaler.ts';
import { deploymentStrategy } from '../app/deployment-strategy.ts';
import { buildGuards } from '../app/guards.ts';
import { type Part, partOf } from '../app/part.ts';
import { replicasOf } from '../app/replicas.ts';
import { buildBalancedServices } from './balanced-services.ts';
import { accountOf, type ClusterContext, observedWorkload, scaleTarget } from './context.ts';
import type { InsertPart } from './defaults.ts';
import { partIdentity } from './identities.ts';
import { nativeContainerPorts, nativeServicePorts } from './native-port.ts';
import { storageNodesOf } from './nodes.ts';
import { buildPartPod, type ComponentParts } from './pod.ts';
import { buildPartVolumes } from './volumes.ts';

/** What takes in the samples of a cluster. Source: reference 3.2, 3.5 */
export function buildInsert(part: InsertPart, context: ClusterContext): ComponentParts {
  const identity = partIdentity('vminsert', context.cr);
  const target = scaleTarget('Deployment', identity);
  return {
    others: [
      buildGuards(identity, part),
      buildBalancedServices('vminsert', part, { ports: nativeServicePorts(part) }, context),
      buildAutoscalers(identity, target, part, context.observed, context.settings),
    ],
    workload: buildWorkload(part, context),
  };
}

function buildWorkload(part: InsertPart, { cr, observed, settings }: ClusterContext): Part {
  const identity = partIdentity('vminsert', cr);
  const volumes = buildPartVolumes({ spec: part, license: cr.spec.license });
  const main = {
    name: 'vminsert',
    args: vminsertArgs(part, cr.spec, storageNodesOf('vminsert', cr, observed), settings),
    ports: nativeContainerPorts(part),
    mounts: volumes.main,
    hasLiveness: true,
  };
  const input = { main, volumes: volumes.volumes, serviceAccountName: accountOf(cr) };
  const template = buildPartPod(part, identity, input, settings);
  if (!template.ok) return { children: [], issues: template.error };
  const replicas = replicasOf(part, observedWorkload(scaleTarget('Deployment', identity), identity, observed));
  const deployment = { ...part, ...replicas, template: template.value, strategy: deploymentStrategy(part) };
  return partOf(buildDeployment(identity, deployment, settings));
}
