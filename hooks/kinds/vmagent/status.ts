import type { VMAgent } from '../../api/vmagent.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import { selectorLabels, singleIdentity } from '../../objects/metadata.ts';
import { shardCountOf } from './defaults.ts';

/** What autoscalers and columns show of a VMAgent: shards, replicas of each as the spec says, and the selector of all pods. Source: reference 4.9 */
export function vmagentStatusFields({ parent }: { readonly parent: VMAgent }): object {
  const { replicaCount = 0 } = parent.spec;
  const labels = Object.entries(selectorLabels(singleIdentity('vmagent', parent)));
  const selector = labels
    .toSorted(([a], [b]) => compareBytewise(a, b))
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
  return {
    shards: shardCountOf(parent.spec) ?? 1,
    ...(replicaCount === 0 ? {} : { replicas: replicaCount }),
    selector,
  };
}
