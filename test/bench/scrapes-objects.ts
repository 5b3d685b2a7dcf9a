import type { KubeObject } from '../../hooks/lib/kube-object.ts';

/** Namespace of the VMAgents. */
export const agentNamespace = 'bench-agents';

/** The VMAgents of a bench. */
export const agents = ['a', 'b'] as const;

/** How many namespaces the scrape objects are spread over. */
const teams = 50;

/** The namespaces of a bench. */
export const benchNamespaces: readonly KubeObject[] = [
  agentNamespace,
  ...Array.from({ length: teams }, (_, team) => `team-${team}`),
].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));

/** A VMAgent that selects everything. */
export function aVMAgent(name: string): KubeObject {
  return {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMAgent',
    metadata: { name, namespace: agentNamespace },
    spec: { selectAllByDefault: true, remoteWrite: [{ url: 'http://storage:8428/api/v1/write' }] },
  };
}

/** A VMServiceScrape with one endpoint and some relabelling, in one of the team namespaces; `path` is what edits change. */
export function aServiceScrape(index: number, path = '/metrics'): KubeObject {
  return {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMServiceScrape',
    metadata: { name: `app-${index}`, namespace: `team-${index % teams}`, labels: { team: `team-${index % teams}` } },
    spec: {
      selector: { matchLabels: { app: `app-${index}` } },
      endpoints: [
        {
          port: 'http',
          path,
          interval: '30s',
          relabelConfigs: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
          metricRelabelConfigs: [{ sourceLabels: ['__name__'], regex: 'go_gc_.*', action: 'drop' }],
        },
      ],
    },
  };
}

/** A Namespace that has nothing to do with vmop. */
export function aForeignNamespace(index: number): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `foreign-${index}` } };
}

/** A Secret that has nothing to do with vmop, about 1 kB, in one of the first twenty foreign namespaces. */
export function aForeignSecret(index: number): KubeObject & { readonly data: object } {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `secret-${index}`, namespace: `foreign-${index % 20}`, labels: { app: `app-${index % 100}` } },
    data: { value: Buffer.from(`${index} `.repeat(120).slice(0, 600)).toString('base64') },
  };
}
