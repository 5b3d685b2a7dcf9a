import type { Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VTCluster } from '../../api/vtcluster.ts';
import { usesTls } from '../../config/args/app-address.ts';
import { partName } from '../../objects/part-name.ts';
import { type RecordCluster, recordClusterIssues, recordClusterWarnings } from './record-cluster.ts';
import { accepted } from './rule.ts';

/** Rules for a VTCluster. */
export function validateVTCluster(cr: VTCluster, settings: Settings, old?: VTCluster): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { insert, select, storage, requestsLoadBalancer } = cr.spec;
  const cluster: RecordCluster = {
    cr,
    prefix: 'vt',
    paths: { insert: 'spec.insert', select: 'spec.select', storage: 'spec.storage' },
    insert,
    select,
    storage,
    oldStorage: old?.spec.storage,
    loadBalancer: requestsLoadBalancer,
    ownNodes: storage === undefined ? [] : [storageUrl(cr, storage, settings)],
  };
  return { issues: recordClusterIssues(cluster), warnings: recordClusterWarnings(cluster, settings) };
}

/** URL of the Service of the storage nodes. */
function storageUrl(
  cr: VTCluster,
  { port, extraArgs }: NonNullable<VTCluster['spec']['storage']>,
  settings: Settings,
): string {
  const scheme = usesTls(extraArgs) ? 'https' : 'http';
  return `${scheme}://${partName('vtstorage', cr)}.${cr.metadata.namespace}.svc:${port || settings.apps.vtstorage.port}`;
}
