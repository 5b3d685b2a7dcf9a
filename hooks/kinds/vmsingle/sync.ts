import type { VMSingle } from '../../api/vmsingle.ts';
import type { SyncInput, SyncOutput } from '../../metacontroller/contract.ts';
import { convergeWorkload } from '../converge-workload.ts';
import { buildVMSingle } from './build.ts';

/** All children of a VMSingle and its status. */
export function syncVMSingle(input: SyncInput<VMSingle>): SyncOutput {
  return convergeWorkload(input, { kind: 'vmsingle', build: buildVMSingle });
}
