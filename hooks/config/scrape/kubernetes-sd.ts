import type { VMAgentSpec } from '../../api/vmagent.ts';
import type { VMPodScrape } from '../../api/vmpodscrape.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { WrittenSelector } from '../../lib/label-selector-syntax.ts';
import { type AttachMetadata, renderMetadata } from './attach-metadata.ts';
import { renderAuth } from './client/auth.ts';
import type { JobContext, ScraperSpec } from './scraper.ts';
import { selectorText } from './selector-rules.ts';

/** What a job discovers in the cluster. */
export interface Discovery {
  readonly role: string;
  /** Where it looks; undefined for everywhere. */
  readonly namespaces?: readonly string[] | undefined;
  readonly attachMetadata?: AttachMetadata | undefined;
  /** Labels of the objects; rendered here only where the API server filters. */
  readonly selector?: WrittenSelector | undefined;
}

/** Namespaces that a scrape object may choose for its targets. */
type NamespaceChoice = NonNullable<VMPodScrape['spec']['namespaceSelector']>;

/** The chosen namespaces in the order given: all (undefined), those named, or the object's own. `any` wins. Source: reference A7.3 */
export function chosenNamespaces(choice: NamespaceChoice | undefined, own: string): readonly string[] | undefined {
  if (choice?.any === true) return undefined;
  const named = choice?.matchNames ?? [];
  return named.length > 0 ? named : [own];
}

/** Does the API server filter objects by their labels, so that relabelling need not? Of the pods of a node it selects by node only. */
export function apiServerSelects({ enableKubernetesAPISelectors, daemonSetMode }: ScraperSpec): boolean {
  return enableKubernetesAPISelectors === true && daemonSetMode !== true;
}

/** An entry of `kubernetes_sd_configs`: what is discovered, through the API server that the scraper names. Source: reference A7.3, A13 */
export function renderKubernetesSd(discovery: Discovery, context: JobContext): JsonObject {
  const { role, namespaces, attachMetadata, selector } = discovery;
  const { spec } = context.scraper;
  return {
    role,
    ...renderMetadata(role, attachMetadata),
    ...(namespaces === undefined ? {} : { namespaces: { names: namespaces } }),
    ...(spec.apiServerConfig === undefined ? {} : renderApiServer(spec.apiServerConfig, context)),
    ...renderSelectors(role, selector, spec),
  };
}

/** Where the API server is and how to get in. Its references resolve in the namespace of the scrape object. Source: reference A7.3, quirk 5 */
function renderApiServer(server: NonNullable<VMAgentSpec['apiServerConfig']>, context: JobContext): JsonObject {
  const { host, basicAuth, bearerToken, bearerTokenFile, authorization, tlsConfig } = server;
  // One call for each, because the order is not that of a job.
  const render = (auth: Parameters<typeof renderAuth>[0]) => renderAuth(auth, 'spec.apiServerConfig', context);
  return {
    api_server: host,
    ...(basicAuth === undefined ? {} : render({ basicAuth })),
    ...(bearerTokenFile ? { bearer_token_file: bearerTokenFile } : bearerToken ? { bearer_token: bearerToken } : {}),
    ...(authorization === undefined ? {} : render({ authorization })),
    ...(tlsConfig === undefined ? {} : render({ tlsConfig })),
  };
}

/** Each pod of a DaemonSet scrapes the pods of its own node; the variable is in its environment. */
const podsOfNode = { selectors: [{ role: 'pod', field: 'spec.nodeName=%{KUBE_NODE_NAME}' }] };

/** Roles that watch pods and Services as well, which must be filtered alike. */
const rolesOfEndpoints = new Set(['endpoints', 'endpointslice', 'endpointslices']);

function renderSelectors(role: string, selector: WrittenSelector | undefined, spec: ScraperSpec): JsonObject {
  if (spec.daemonSetMode === true) return podsOfNode;
  const label = apiServerSelects(spec) ? selectorText(selector) : '';
  if (label === '') return {};
  const roles = rolesOfEndpoints.has(role) ? [role, 'pod', 'service'] : [role];
  return { selectors: roles.map((each) => ({ role: each, label })) };
}
