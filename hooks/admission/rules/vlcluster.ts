import type { Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VLCluster } from '../../api/vlcluster.ts';
import { type RecordCluster, recordClusterIssues, recordClusterWarnings } from './record-cluster.ts';
import { accepted } from './rule.ts';
import { syslogWarnings } from './syslog.ts';

/** Rules for a VLCluster. */
export function validateVLCluster(cr: VLCluster, settings: Settings, old?: VLCluster): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { vlinsert, vlselect, vlstorage, requestsLoadBalancer } = cr.spec;
  const cluster: RecordCluster = {
    cr,
    prefix: 'vl',
    paths: { insert: 'spec.vlinsert', select: 'spec.vlselect', storage: 'spec.vlstorage' },
    insert: vlinsert,
    select: vlselect,
    storage: vlstorage,
    oldStorage: old?.spec.vlstorage,
    loadBalancer: requestsLoadBalancer,
    ownNodes: [],
  };
  return {
    issues: recordClusterIssues(cluster),
    warnings: [
      ...recordClusterWarnings(cluster, settings),
      ...syslogWarnings(vlinsert?.syslogSpec, 'spec.vlinsert.syslogSpec'),
    ],
  };
}
