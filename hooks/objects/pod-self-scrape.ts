import type { KubeObject } from '../lib/kube-object.ts';
import { type Identity, selectorLabels } from './metadata.ts';
import { endpointAccess, jobSuffix, type MetricsAccess, type ScrapeEndpoint, withAppLabel } from './self-scrape.ts';
import { completeEndpoint, completeScrapeSpec, decodeEndpoint } from './self-scrape-defaults.ts';

/** Fields of spec.serviceScrapeSpec that mean the same for pods. */
const passedOn = ['attach_metadata', 'podTargetLabels', 'sampleLimit', 'seriesLimit'] as const;

/**
 * The VMPodScrape by which a component monitors each of its pods, where a Service would pick one of them: for DaemonSets. It carries the
 * selector's labels and nothing of managedMetadata. The user's last endpoint for port `http` stands for the generated one, of which nothing
 * is filled in, neither path nor TLS; endpoints for other ports follow, and the reloader's comes last. Source: reference 1.12
 */
export function buildPodSelfScrape(identity: Identity, access: MetricsAccess): KubeObject {
  const { override, metricsPath, reloaderPort } = access;
  const labels = selectorLabels(identity);
  const users = (override?.endpoints ?? []).map(decodeEndpoint);
  const generated: ScrapeEndpoint = { port: 'http', path: metricsPath, ...endpointAccess(access) };
  const main = users.findLast(({ port }) => port === 'http') ?? generated;
  const others = users.filter(({ port }) => port !== 'http');
  const reloader =
    reloaderPort === undefined
      ? []
      : [{ portNumber: reloaderPort, path: '/metrics', relabelConfigs: [jobSuffix('reloader-http')] }];
  return {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMPodScrape',
    metadata: { name: identity.name, namespace: identity.namespace, labels },
    spec: completeScrapeSpec({
      ...Object.fromEntries(
        passedOn.flatMap((field) => {
          const value: unknown = Reflect.get(override ?? {}, field);
          return value === undefined ? [] : [[field, value]];
        }),
      ),
      selector: { matchLabels: labels },
      podMetricsEndpoints: [...[main, ...others].map(withAppLabel), ...reloader].map(completeEndpoint),
    }),
  };
}
