import type { CustomResource } from '../../api/api-kind.ts';
import type { Verdict } from '../../api/issue.ts';
import type { ContainerPatch } from '../../api/kubernetes.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import { singleIdentity } from '../../objects/metadata.ts';
import { portIssues } from '../../objects/port-number.ts';
import { isByteSize } from './byte-size.ts';
import { buildsContainers, buildsVolumes, type DataPodRuleSpec, sizesStorage } from './pod.ts';
import { accepted, collect } from './rule.ts';
import { keepsStorageClass, keepsStorageSize } from './storage.ts';
import {
  completesVpa,
  findsVpaApi,
  leavesIdsToOpenShift,
  namesServiceApart,
  stopsInTime,
  type WorkloadRuleSpec,
} from './workload.ts';

/** A store of logs or traces that runs as a single pod. */
interface RecordStore extends CustomResource {
  readonly spec: WorkloadRuleSpec &
    DataPodRuleSpec & {
      readonly port?: string | undefined;
      readonly retentionMaxDiskSpaceUsageBytes?: string | undefined;
      readonly containers?: readonly ContainerPatch[] | undefined;
    };
}

/** What tells one store from another. */
interface StoreFacts {
  /** Name of the program, which is that of its container too: `vlsingle`. */
  readonly app: string;
  readonly dataPath: string;
}

/** Rules for VLSingle and VTSingle, on one object and, with `old`, on a change. Source: reference D3 and features 3 */
export function validateRecordStore(
  cr: RecordStore,
  { app, dataPath }: StoreFacts,
  settings: Settings,
  old?: RecordStore,
): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { spec } = cr;
  return {
    issues: collect([
      isByteSize(spec.retentionMaxDiskSpaceUsageBytes, 'spec.retentionMaxDiskSpaceUsageBytes'),
      namesServiceApart(spec, singleIdentity(app, cr).name),
      completesVpa(spec),
      stopsInTime(spec),
      portIssues({ port: spec.port }, 'spec'),
      keepsStorageSize(spec.storage, old?.spec.storage, 'spec.storage'),
      keepsStorageClass(spec.storage, old?.spec.storage, 'spec.storage'),
    ]),
    warnings: collect([
      leavesIdsToOpenShift(spec, settings),
      findsVpaApi(spec, settings),
      sizesStorage(spec),
      buildsVolumes(spec, dataPath),
      buildsContainers(spec.containers, [app]),
    ]),
  };
}
