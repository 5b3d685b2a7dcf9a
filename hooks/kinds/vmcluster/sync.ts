import type { VMCluster } from '../../api/vmcluster.ts';
import type { SyncInput, SyncOutput } from '../../metacontroller/contract.ts';
import { convergeWorkload } from '../converge-workload.ts';
import { buildVMCluster } from './build.ts';

/** All children of a VMCluster and its status. */
export function syncVMCluster(input: SyncInput<VMCluster>): SyncOutput {
  return convergeWorkload(input, { kind: 'vmcluster', build: buildVMCluster });
}
