import type { VMCluster } from '../../api/vmcluster.ts';
import type { SyncInput, SyncOutput } from '../../metacontroller/contract.ts';
import { convergeWorkload } from '../converge-workload.ts';
import { stuckPods } from '../stuck-pods.ts';
import type { Built } from '../workload.ts';
import { buildVMCluster } from './build.ts';

/** All children of a VMCluster and its status. */
export function syncVMCluster(input: SyncInput<VMCluster>): SyncOutput {
  return convergeWorkload(input, { kind: 'vmcluster', build });
}

function build(input: SyncInput<VMCluster>): Built {
  const built = buildVMCluster(input);
  return input.settings.readPods ? { ...built, findings: [...built.findings, ...stuckPods(input)] } : built;
}
