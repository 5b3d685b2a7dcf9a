import { dropUnknownFields } from '../../api/drop-unknown-fields.ts';
import { type VMCluster, vmclusterApi } from '../../api/vmcluster.ts';
import type { SyncInput } from '../../metacontroller/contract.ts';
import { buildServiceAccount } from '../../objects/service-account.ts';
import type { Part } from '../app/part.ts';
import { atPath } from '../app/part-path.ts';
import type { Built, Phase } from '../workload.ts';
import type { ClusterContext } from './context.ts';
import { withDefaults } from './defaults.ts';
import { partIdentity } from './identities.ts';
import { buildInsert } from './insert.ts';
import { clusterIssues } from './issues.ts';
import { buildBalancer, buildRoutesSecret } from './load-balancer.ts';
import type { ComponentParts } from './pod.ts';
import { replacedObjects } from './retires.ts';
import { buildSelect } from './select.ts';
import { buildStorage } from './storage.ts';

/**
 * Children of a VMCluster in roll-out order: account and routes, which pods need from their start; then the load balancer, the
 * storage nodes, vmselect and vminsert, as the official operator rolls them. Where the pods of a part cannot be built, what comes
 * behind it waits. Source: reference 3.8
 */
export function buildVMCluster(input: Pick<SyncInput<VMCluster>, 'parent' | 'children' | 'settings'>): Built {
  const { children: observed, settings } = input;
  const { cr: parent, unknown } = dropUnknownFields(vmclusterApi, input.parent);
  const context = { cr: withDefaults(parent, settings), observed, settings };
  const unbuildable = clusterIssues(parent, context);
  if (unbuildable.length > 0) return { phases: [], issues: unbuildable, findings: unknown };
  const components = buildComponents(context);
  const phases = [configurationPhase(context), ...components.map(phaseOf)];
  return {
    phases: phases.filter(({ children, isBroken }) => children.length > 0 || isBroken === true),
    issues: components.flatMap((component) => partsOf(component).flatMap(({ issues }) => issues)),
    findings: unknown,
    retires: replacedObjects(context, phases),
  };
}

interface Component extends ComponentParts {
  /** What the status calls it. */
  readonly name: string;
  /** Field of the spec that it comes from. */
  readonly path: string;
}

function buildComponents(context: ClusterContext): readonly Component[] {
  const { balancer, vmstorage, vmselect, vminsert } = context.cr;
  return [
    ...(balancer === undefined
      ? []
      : [{ name: 'load balancer', path: 'spec.requestsLoadBalancer.spec', ...buildBalancer(balancer, context) }]),
    ...(vmstorage === undefined
      ? []
      : [{ name: 'vmstorage', path: 'spec.vmstorage', ...buildStorage(vmstorage, context) }]),
    ...(vmselect === undefined ? [] : [{ name: 'vmselect', path: 'spec.vmselect', ...buildSelect(vmselect, context) }]),
    ...(vminsert === undefined ? [] : [{ name: 'vminsert', path: 'spec.vminsert', ...buildInsert(vminsert, context) }]),
  ];
}

function partsOf({ path, others, workload }: Component): readonly Part[] {
  return [...others, workload].map((part) => atPath(path, part));
}

function phaseOf(component: Component): Phase {
  return {
    name: component.name,
    children: partsOf(component).flatMap(({ children }) => children),
    isBroken: component.workload.issues.length > 0,
  };
}

function configurationPhase(context: ClusterContext): Phase {
  const { cr } = context;
  const account = cr.spec.serviceAccountName ? [] : [buildServiceAccount(partIdentity('vmcluster', cr))];
  return {
    name: 'configuration',
    children: [...account, ...(cr.balancer === undefined ? [] : [buildRoutesSecret(context)])],
  };
}
