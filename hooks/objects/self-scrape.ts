import type { JsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import { additionalServiceLabel } from './additional-service.ts';
import type { Service } from './k8s-types.ts';
import { completeEndpoint, completeScrapeSpec, decodeEndpoint } from './self-scrape-defaults.ts';

/** One endpoint of a VMServiceScrape, as far as it matters here. */
export interface ScrapeEndpoint {
  readonly port?: string | undefined;
  readonly path?: string | undefined;
  readonly relabelConfigs?: readonly JsonObject[] | undefined;
}

/** spec.serviceScrapeSpec: a VMServiceScrape spec which the generated one is merged into. */
export interface ScrapeOverride {
  readonly endpoints?: readonly ScrapeEndpoint[] | undefined;
  readonly selector?:
    | { readonly matchLabels?: object | undefined; readonly matchExpressions?: readonly object[] | undefined }
    | undefined;
}

/** What decides how the pods' metrics are reached. */
export interface MetricsAccess {
  /** With the path prefix of the app. */
  readonly metricsPath: string;
  readonly useTls: boolean;
  readonly metricsAuthKey?: string | undefined;
  /** Port of the config-reloader, if there is one. */
  readonly reloaderPort?: number | undefined;
  readonly override?: ScrapeOverride | undefined;
}

/** The same through a Service. */
export interface SelfScrapeInput extends MetricsAccess {
  /** The main Service before common labels. */
  readonly service: Service;
  /** Further named ports of the Service that serve `/metrics`: `vmbackupmanager`. */
  readonly extraPorts?: readonly string[];
  /** Label of the Service that names the job; left out: the Service's own name. */
  readonly jobLabel?: string | undefined;
}

/**
 * The VMServiceScrape by which a component monitors itself, named and labelled like its main Service.
 * The user's spec comes first: a generated endpoint with a port the user has only fills an empty path, others are appended.
 * The reloader's endpoint comes last and has no `victoriametrics_app` label.
 */
export function buildSelfScrape(input: SelfScrapeInput): KubeObject {
  const { service, override, jobLabel } = input;
  const { name, namespace, labels, annotations } = service.metadata;
  const endpoints = mergeEndpoints((override?.endpoints ?? []).map(decodeEndpoint), generatedEndpoints(input)).map(
    withAppLabel,
  );
  return {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMServiceScrape',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec: completeScrapeSpec({
      ...(jobLabel === undefined ? {} : { jobLabel }),
      ...override,
      selector: scrapeSelector(service, override),
      endpoints: [...endpoints, ...reloaderEndpoint(input.reloaderPort)].map(completeEndpoint),
    }),
  };
}

function generatedEndpoints(input: SelfScrapeInput): readonly ScrapeEndpoint[] {
  const access = endpointAccess(input);
  const extra = new Set(input.extraPorts);
  return (input.service.spec?.ports ?? []).flatMap(({ name }): readonly ScrapeEndpoint[] => {
    if (name === 'http') return [{ port: name, path: input.metricsPath, ...access }];
    if (name === undefined || !extra.has(name)) return [];
    return [{ port: name, path: '/metrics', relabelConfigs: [jobSuffix(name)], ...access }];
  });
}

/** What the app asks of whoever reads its metrics: TLS, and the key of `/metrics`. */
export function endpointAccess({ useTls, metricsAuthKey }: MetricsAccess): JsonObject {
  return {
    ...(useTls ? { scheme: 'https', tlsConfig: { insecureSkipVerify: true } } : {}),
    ...(metricsAuthKey === undefined || metricsAuthKey === '' ? {} : { params: { authKey: [metricsAuthKey] } }),
  };
}

function mergeEndpoints(
  user: readonly ScrapeEndpoint[],
  generated: readonly ScrapeEndpoint[],
): readonly ScrapeEndpoint[] {
  const paths = new Map(generated.map(({ port, path }) => [port, path]));
  const ports = new Set(user.map(({ port }) => port));
  const merged = user.map((endpoint) => {
    const path = paths.get(endpoint.port);
    return path === undefined || (endpoint.path !== undefined && endpoint.path !== '')
      ? endpoint
      : { ...endpoint, path };
  });
  return [...merged, ...generated.filter(({ port }) => !ports.has(port))];
}

/** An endpoint with the label by which dashboards and alerts of the vendor select. */
export function withAppLabel(endpoint: ScrapeEndpoint): ScrapeEndpoint {
  const rules = endpoint.relabelConfigs ?? [];
  if (rules.some((rule) => (rule['targetLabel'] ?? rule['target_label']) === 'victoriametrics_app')) return endpoint;
  return { ...endpoint, relabelConfigs: [...rules, { targetLabel: 'victoriametrics_app', replacement: 'true' }] };
}

function reloaderEndpoint(port: number | undefined): readonly (ScrapeEndpoint & { readonly targetPort: number })[] {
  return port === undefined
    ? []
    : [{ targetPort: port, path: '/metrics', relabelConfigs: [jobSuffix('reloader-http')] }];
}

/** Rule that tells the jobs of further ports apart: it appends to the label `job`. */
export function jobSuffix(suffix: string): JsonObject {
  return { sourceLabels: ['job'], targetLabel: 'job', regex: '(.+)', replacement: `\${1}-${suffix}` };
}

function scrapeSelector(service: Service, override: ScrapeOverride | undefined): object {
  if (override?.selector !== undefined && selects(override)) return override.selector;
  return {
    matchLabels: service.metadata.labels ?? {},
    matchExpressions: [{ key: additionalServiceLabel, operator: 'DoesNotExist' }],
  };
}

/** Does the user say which Services are scraped? An empty selector says nothing. */
export function selects({ selector }: ScrapeOverride): boolean {
  return Object.keys(selector?.matchLabels ?? {}).length > 0 || (selector?.matchExpressions ?? []).length > 0;
}
