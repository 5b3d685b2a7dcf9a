import type { VMAgent } from '../../api/vmagent.ts';
import type { SyncInput, SyncOutput } from '../../metacontroller/contract.ts';
import { convergeWorkload } from '../converge-workload.ts';
import { buildVMAgent } from './build.ts';
import { vmagentStatusFields } from './status.ts';

/** All children of a VMAgent and its status. */
export function syncVMAgent(input: SyncInput<VMAgent>): SyncOutput {
  return convergeWorkload(input, { kind: 'vmagent', build: buildVMAgent, statusFields: vmagentStatusFields });
}
